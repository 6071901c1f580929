// Part of the page: makes an instance of WebAssembly from a response, while it comes in
// where the host names the type of the file, and else once it is there. A part that draws
// screens waits for their style sheet, which loads with the first of them.

const { instantiateStreaming } = WebAssembly;

export async function instantiate(source, imports) {
  const isPart = '__wasm_split' in imports;
  const [response] = await Promise.all([source, isPart && styleOfScreens()]);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const isNamed = response.headers.get('Content-Type')?.startsWith('application/wasm');
  if (isNamed) return instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

let style;

/** Once it is there; a failure is forgotten, so that it can be asked for again. */
function styleOfScreens() {
  style ??= new Promise((resolve, reject) => {
    const link = document.querySelector('link[rel=stylesheet][disabled]');
    // The page as one file has all of it inside.
    if (!link) return resolve();
    link.onload = resolve;
    link.onerror = () => {
      style = undefined;
      link.disabled = true;
      reject(new Error(`${link.href} did not load`));
    };
    link.disabled = false;
  });
  return style;
}
