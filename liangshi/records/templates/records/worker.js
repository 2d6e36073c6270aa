"use strict";
// Gives back the kept page for logging a talk when the network is dead; everything else goes its usual way.
const PAGES = "liangshi-pages";
const QUICK = "{% url 'records:entry_new' %}";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const place = new URL(request.url);
  if (request.method !== "GET" || place.origin !== self.location.origin) return;
  if (request.mode === "navigate" && (place.pathname === QUICK || place.pathname === "/")) {
    event.respondWith(fetch(request).catch(() => kept(QUICK)));
  } else if (place.pathname.startsWith("{{ static_files }}")) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

async function kept(wanted) {
  const store = await caches.open(PAGES);
  return (await store.match(wanted, { ignoreSearch: true })) || Response.error();
}
