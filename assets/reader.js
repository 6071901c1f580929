// Part of the page: starts the worker that reads files. Its code and its program come as
// files of the page (in the page itself, where it is one file) and are handed to it: a
// worker that opens from a disk can load nothing.

export async function startReader() {
  const [code, wasm] = await Promise.all(['reader-worker.js', 'reader_bg.wasm'].map(async (name) => {
    const response = await fetch(new URL(name, import.meta.url));
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return response.blob();
  }));
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const bytes = await wasm.arrayBuffer();
  worker.postMessage({ wasm: bytes }, [bytes]);
  // The worker has read its code by the time it answers anything.
  worker.addEventListener('message', () => URL.revokeObjectURL(address), { once: true });
  return worker;
}
