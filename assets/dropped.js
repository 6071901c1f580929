// Part of the page: files and folders dropped anywhere on it, and files that the system opens
// with it once it is installed.

/** Calls `take` with the files of each drop that no place for files has taken already, and with those opened. */
export function watchDrops(take) {
  const root = document.documentElement;
  let over;
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    root.dataset.dragging = '';
    clearTimeout(over);
    over = setTimeout(() => delete root.dataset.dragging, 200);
  });
  addEventListener('drop', async (event) => {
    if (event.defaultPrevented || !event.dataTransfer) return;
    event.preventDefault();
    const files = await filesIn(event.dataTransfer);
    if (files.length > 0) take(files);
  });
  window.launchQueue?.setConsumer(async ({ files }) => {
    if (files.length > 0) take(await Promise.all(files.map((handle) => handle.getFile())));
  });
}

/** All files of a drop, those in folders too. What is dropped can be asked for only now. */
async function filesIn(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const dropped = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const all = await Promise.all(dropped.map((one) => (one instanceof File ? [one] : one ? filesOf(one) : [])));
  return all.flat();
}

async function filesOf(entry) {
  const ask = (what) => new Promise((resolve) => what(resolve, () => resolve(undefined)));
  // What systems leave in folders.
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile) {
    const file = await ask((done, fail) => entry.file(done, fail));
    if (!file) return [];
    const path = entry.fullPath.slice(1);
    if (path !== file.name) Object.defineProperty(file, 'webkitRelativePath', { value: path });
    return [file];
  }
  const reader = entry.createReader();
  const files = [];
  // A folder gives a hundred at a time.
  for (;;) {
    const some = await ask((done, fail) => reader.readEntries(done, fail));
    if (!some?.length) return files;
    files.push(...(await Promise.all(some.map(filesOf))).flat());
  }
}
