// Makes what pages need of two large packages, into node_modules/.gewu: one sprite of the icons that icons.txt names
// (instead of a font of six thousand), and one script with the kinds of chart that charts.js names. Run by scripts/setup.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "../../node_modules");
const out = join(modules, ".gewu");

function symbol(name) {
  const drawing = readFileSync(join(modules, "@tabler/icons/icons/outline", `${name}.svg`), "utf8");
  const inside = drawing.match(/<svg[^>]*>(.*)<\/svg>/s)[1];
  const strokes = inside.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${strokes}</symbol>`;
}

mkdirSync(out, { recursive: true });
const names = readFileSync(join(here, "icons.txt"), "utf8").split("\n").filter(Boolean);
const licence = "<!-- Tabler Icons, MIT, Copyright Paweł Kuna -->";
writeFileSync(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${licence}${names.map(symbol).join("")}</svg>\n`);
buildSync({
  entryPoints: [join(here, "charts.js")],
  outfile: join(out, "charts.min.js"),
  bundle: true,
  minify: true,
  globalName: "echarts",
  target: "es2020",
  banner: { js: "/* Apache ECharts, Apache License 2.0; ZRender, BSD 3-Clause; tslib, 0BSD: see NOTICE */" },
});
