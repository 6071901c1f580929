// Part of the page as one file: its parts are in the page itself, compressed, where the page
// on a host asks for files. Stands for `fetch`, which knows no files on a disk.

export async function unpacked(address) {
  const name = new URL(address.url ?? address).pathname.split('/').pop();
  const block = document.getElementById(name);
  if (!block) throw new TypeError(`${name} is not in this file`);
  const packed = Uint8Array.from(atob(block.textContent), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
}
