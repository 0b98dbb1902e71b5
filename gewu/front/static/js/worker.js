// The service worker of the field pages (VERSION and KEPT are written above it by offline.py).
// Pages under /field/ come from the network and are kept; without a network the kept one is shown.
// Signing out clears what was kept: telephones change hands.
const FILES = `files-${VERSION}`;
const PAGES = "field-pages";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => ![FILES, PAGES].includes(name)).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) {
    if (url.pathname === "/logout/") event.waitUntil(caches.delete(PAGES));
    return;
  }
  if (url.pathname.startsWith("/field/")) event.respondWith(page(event.request));
  else if (KEPT.includes(url.pathname)) event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)));
});

async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) (await caches.open(PAGES)).put(request.url, answer.clone());
    return answer;
  } catch (lost) {
    const kept = await caches.match(request.url);
    if (kept) return kept;
    throw lost;
  }
}
