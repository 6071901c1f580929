// What pages under measurement run before their own scripts, in the browser.

/**
 * Adds `bench.drawn(selector)`: a promise of the moment when something the selector matches
 * has been drawn, and `bench.tasks`: the lengths of the tasks that kept the page's thread
 * for more than 50 ms.
 */
export async function watch(page) {
  await page.addInitScript(() => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
      type: 'longtask',
      buffered: true,
    });
    // The next frame draws what is in the document; the task after it runs once it was
    // handed over.
    const afterFrame = () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
      });
    const drawn = (selector) =>
      new Promise((resolve) => {
        const look = () => document.querySelector(selector) && (changes.disconnect(), resolve(afterFrame()));
        const changes = new MutationObserver(look);
        changes.observe(document, { childList: true, subtree: true, attributes: true });
        look();
      });
    window.bench = { drawn, tasks };
  });
}

/** The longest of some tasks; those under 50 ms are not told of. */
export const longest = (tasks) => Math.max(0, ...tasks);
