// A service worker with two jobs. Where a page is asked for and there is no network, it says so: it never keeps a page or an answer of
// the registry, for what was fine yesterday must not look fine today. And it keeps the page that checks files, with the verifier, the
// anchor and the list of witnesses: that page says of when a file is.

// The build fills these in: what the page that checks files is made of, and a name that changes with it.
const FILES = [];
const CACHE = "offline-2";

const PAGE = "/offline.html";
const CHECK = "/verify";
const LANGUAGES = ["en", "zh", "es"];

/** Kept as they are now; what cannot be fetched is missing, and the rest works. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, "/offline.css"]);
  const pages = [CHECK, ...LANGUAGES.map((language) => `${CHECK}?lang=${language}`)];
  const headers = { accept: "text/html" };
  const others = [
    ...pages.map((page) => new Request(page, { headers })),
    ...FILES.map((file) => new Request(file)),
    new Request("/anchor.json"),
    new Request("/v1/witnesses"),
  ];
  await Promise.all(
    others.map(async (request) => {
      const response = await fetch(request).catch(() => undefined);
      if (response?.ok) await cache.put(request.url, response);
    }),
  );
}

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const forget = (names) =>
    names.filter((name) => name !== CACHE).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(forget(names))));
  event.waitUntil(self.clients.claim());
});

/** From the network, else what was kept. */
async function fetchElseKept(request, ...others) {
  try {
    return await fetch(request);
  } catch (error) {
    for (const one of [request.url, ...others]) {
      const kept = await caches.match(one, { ignoreVary: true });
      if (kept) return kept;
    }
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") {
    const others = pathname === CHECK ? [CHECK, PAGE] : [PAGE];
    // Of a robot's page nothing is kept: its own address is never among what is kept.
    event.respondWith(fetchElseKept(request, ...others));
  } else if (FILES.includes(pathname)) {
    // Their names change with their content.
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  } else if (["/offline.css", "/anchor.json", "/v1/witnesses"].includes(pathname)) {
    event.respondWith(fetchElseKept(request));
  }
});
