// Starts the page, and sees to it that it starts again without a network.

import start from './cartera.js';
import { guard } from './trusted.js';

guard();
await start();

// Not from a disk, nor where the browser has none: the page works, as long as it is open.
if (location.protocol.startsWith('http') && 'serviceWorker' in navigator) {
  (window.requestIdleCallback ?? setTimeout)(() => keepForOffline().catch(() => {}));
}

async function keepForOffline() {
  const container = navigator.serviceWorker;
  const registration = await container.register('./sw.js', { updateViaCache: 'none' });

  // A version that is there but not in use is offered (src/browser/new_version.rs); it comes
  // into use when the user says so, or when the page was closed everywhere.
  const offer = () => {
    if (!registration.waiting || !container.controller) return;
    document.documentElement.dataset.version = 'waiting';
    window.dispatchEvent(new Event('newversion'));
  };
  offer();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
  window.addEventListener('takenewversion', () => {
    container.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting?.postMessage('take over');
  });

  // A page that stays open for days asks by itself.
  const DAY_MS = 24 * 60 * 60 * 1000;
  setInterval(() => registration.update().catch(() => {}), DAY_MS);
}
