// Part of the page: makes an instance of WebAssembly from a response, while it comes in
// where the host names the type of the file, and else once it is there.

const { instantiateStreaming } = WebAssembly;

export async function instantiate(source, imports) {
  const response = await source;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const isNamed = response.headers.get('Content-Type')?.startsWith('application/wasm');
  if (isNamed) return instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
