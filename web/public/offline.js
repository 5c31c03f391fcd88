// A service worker with one job: where a page is asked for and there is no network, it says so. It keeps that one page, and
// never a page or an answer of the registry: what was fine yesterday must not look fine today.
const CACHE = "offline-1";
const PAGE = "/offline.html";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, "/offline.css"])));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const forget = (names) =>
    names.filter((name) => name !== CACHE).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(forget(names))));
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (new URL(request.url).pathname === "/offline.css") {
    event.respondWith(fetch(request).catch(() => caches.match("/offline.css")));
  }
});
