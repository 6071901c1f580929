// Keeps the files of the page, so that it opens without a network. tools/offline.mjs writes
// the list of files and their common version in front of this.
//
// Nothing is asked of the network for a file that is kept. A new version is kept beside the
// old one and waits: a page never gets files of two versions.

/* global FILES, VERSION */

// Two copies of the page on one host (/ and /some/path/) do not share what they keep.
const OWN = `cartera ${registration.scope} `;
const KEPT = OWN + VERSION;

addEventListener('install', (event) => event.waitUntil(keep()));
addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
addEventListener('message', ({ data }) => {
  if (data === 'take over') skipWaiting();
});
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return;
  const name = new URL(request.url).pathname.slice(new URL(registration.scope).pathname.length);
  const asked = request.mode === 'navigate' && name === '' ? 'index.html' : name;
  if (FILES.includes(asked)) event.respondWith(kept(asked));
});

async function kept(name) {
  const cache = await caches.open(KEPT);
  return (await cache.match(name)) ?? fetch(name);
}

/** All of them or none: where one does not come, the version before stays. */
async function keep() {
  const cache = await caches.open(KEPT);
  await Promise.all(FILES.map(async (name) => {
    // Names say which bytes they hold, but for these.
    const isNamedByContent = /-[0-9a-f]{16}\.\w+$/.test(name);
    const before = isNamedByContent && (await caches.match(name));
    const response = before || (await fetch(name, { cache: isNamedByContent ? 'default' : 'no-cache' }));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    // A page that was redirected to is refused when it is handed out as an answer.
    await cache.put(name, response.redirected ? new Response(await response.blob()) : response);
  }));
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== KEPT).map((name) => caches.delete(name)));
  await clients.claim();
}
