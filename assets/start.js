// Starts the page, and sees to it that it starts again without a network.

import start from './cartera.js';
import { guard } from './trusted.js';

/* global IS_ALONE, STOPPED, STOPPED_INTEGRITY */

guard();
addEventListener('error', ({ error }) => stopIfDead(error));
addEventListener('unhandledrejection', ({ reason }) => stopIfDead(reason));
if (history.state?.stopped) showStopped();
else await start().catch(stop);

// An error that went through the program leaves it half way through something: nothing that
// it shows or does from then on is to be trusted. So the page is loaded again without it.
// What it was storing is stored whole or not at all, as when the tab is closed.
function stopIfDead(error) {
  if (/wasm-function/.test(error?.stack)) stop(error);
}

function stop(error) {
  // It would ask whether to leave.
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);
  // Where a panic was, the program says (src/browser/panics.rs).
  history.replaceState({ stopped: document.documentElement.dataset.panic ?? String(error) }, '');
  location.reload();
}

function showStopped() {
  // esbuild puts it into the page that is one file; elsewhere it is a file of its own.
  if (IS_ALONE) return import('./stopped.js');
  const script = document.createElement('script');
  document.head.append(Object.assign(script, { type: 'module', integrity: STOPPED_INTEGRITY, src: STOPPED }));
}

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
