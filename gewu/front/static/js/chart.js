// [data-chart="id"]: draws what <script type="application/json" id="id"> says; the table beside it says the same.
(() => {
  const root = getComputedStyle(document.documentElement);
  const token = (name) => root.getPropertyValue(name).trim();
  const colours = [1, 2, 3, 4, 5, 6].map((n) => token(`--series-${n}`));
  const marks = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];

  function series(one, index, kind) {
    const last = (params) => (params.dataIndex === one.values.length - 1 ? one.name : "");
    if (kind === "line") {
      return { type: "line", name: one.name, data: one.values, symbol: marks[index % 6], symbolSize: 7, lineStyle: { width: 2 }, label: { show: one.values.length < 14, position: "top", fontSize: 11 }, endLabel: { show: false, formatter: last }, labelLayout: { hideOverlap: true } };
    }
    return { type: "bar", name: one.name, data: one.values, stack: kind === "stack" ? "all" : undefined, barMaxWidth: 22, label: { show: kind !== "stack" && one.values.length < 40, position: kind === "bars" ? "right" : "top", fontSize: 11 }, labelLayout: { hideOverlap: true } };
  }

  function options(data) {
    const across = data.kind === "bars";
    const names = { type: "category", data: data.labels, inverse: across, axisTick: { show: false }, axisLine: { lineStyle: { color: token("--line-strong") } }, axisLabel: { color: token("--muted"), interval: across ? 0 : "auto" } };
    const values = { type: "value", splitLine: { lineStyle: { color: token("--line") } }, axisLabel: { color: token("--muted") }, max: data.max };
    const many = data.series.length > 1;
    return {
      animation: false,
      aria: { enabled: true },
      color: colours,
      textStyle: { fontFamily: token("--sans") },
      grid: { left: 8, right: across ? 56 : 16, top: many ? 34 : 22, bottom: 8, containLabel: true },
      legend: many ? { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: token("--muted") } } : undefined,
      tooltip: { trigger: "axis", renderMode: "richText", confine: true },
      xAxis: across ? values : names,
      yAxis: across ? names : values,
      series: data.series.map((one, index) => series(one, index, data.kind)),
    };
  }

  function draw(place) {
    const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    if (data.labels.length < 2 || !window.echarts) return;
    place.hidden = false;
    if (data.kind === "bars") place.style.height = `${Math.max(160, data.labels.length * 24 + 40)}px`;
    const chart = echarts.init(place, null, { renderer: "svg" });
    chart.setOption(options(data));
    // With its own measure on it, the drawing shrinks to the width of the paper (print.css).
    const measure = () => place.querySelector("svg")?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    measure();
    new ResizeObserver(() => { if (!matchMedia("print").matches) { chart.resize(); measure(); } }).observe(place);
  }

  document.querySelectorAll("[data-chart]").forEach(draw);
})();
