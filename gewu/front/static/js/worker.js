// The service worker (VERSION, KEPT and OFFLINE are written above it by offline.py).
// Pages under /field/ are kept for whom they were made, for the day (in UTC+8) they were made on: they are shown where the
// network is missing, dead, or somebody else's (a login page of a hotel). They go when an answer is for somebody else, for
// nobody, or refuses. The day's doors are fetched ahead. What is not kept has a page of ours that says so.
const FILES = `files-${VERSION}`;
const HEADER = "Gewu-Person"; // every page of a desk bears it; "-" is the login page
const PATIENCE = 8000; // milliseconds until a kept page is shown instead
const AGAIN = 10 * 60e3; // milliseconds until the doors are fetched ahead again

const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
const isField = (url) => url.pathname.startsWith("/field/");

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll([...KEPT, OFFLINE])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name !== FILES && !name.startsWith("pages ");
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request, url));
  else if (KEPT.includes(url.pathname)) event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)));
});

self.addEventListener("message", (event) => {
  if (event.data === "ahead") event.waitUntil(ahead().catch(() => (aheadAt = 0)));
});

async function page(request, url) {
  const kept = request.method === "GET" && isField(url) ? await find(url.pathname) : undefined;
  let answer;
  try {
    answer = await (kept ? Promise.race([fetch(request), new Promise((_, late) => setTimeout(late, PATIENCE))]) : fetch(request));
  } catch (lost) {
    return kept || caches.match(OFFLINE);
  }
  if (answer.type === "opaqueredirect") return answer;
  const person = answer.headers.get(HEADER);
  if (kept && (!person || answer.status >= 502)) return kept;
  await take(answer, url, request.method);
  return answer;
}

// What an answer says about whose pages may lie here; a page of the field is kept.
async function take(answer, url, method = "GET") {
  const person = answer.headers.get(HEADER);
  if (!person) return false;
  const isRefused = isField(url) && [401, 403].includes(answer.status);
  await stay(isRefused ? "" : person);
  if (!isField(url) || method !== "GET") return false;
  const pages = await caches.open(`pages ${person} ${today()}`);
  if (answer.status === 404) await pages.delete(url.pathname);
  if (!answer.ok || answer.redirected || person === "-") return false;
  const text = (await answer.clone().text()).replace("<body ", `<body data-kept="${new Date().toISOString()}" `);
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  await pages.put(url.pathname, new Response(text, { headers }));
  return text;
}

// Kept pages of others and of other days go.
async function stay(person) {
  const isOurs = (name) => name === `pages ${person} ${today()}`;
  const names = (await caches.keys()).filter((name) => name.startsWith("pages ") && !isOurs(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function find(path) {
  for (const name of await caches.keys()) {
    if (name.startsWith("pages ") && name.endsWith(today())) {
      const kept = await (await caches.open(name)).match(path);
      if (kept) return kept;
    }
  }
  return undefined;
}

let aheadAt = 0;
async function ahead() {
  if (Date.now() - aheadAt < AGAIN) return;
  aheadAt = Date.now();
  const fetched = async (path) => take(await fetch(path, { headers: { "Gewu-Ahead": "1" } }), new URL(path, location.href));
  const list = await fetched("/field/");
  const doors = new Set(list ? list.match(/\/field\/\d+\//g) : []);
  for (const door of doors) if (!(await find(door))) await fetched(door);
}
