// The worker that reads files: hands what the page asks to the program (src/reader.rs), and
// its answers back.

import { initSync, run } from './reader.js';

addEventListener('message', ({ data }) => {
  if (data.wasm) {
    initSync({ module: data.wasm });
    return;
  }
  const answer = run(data.job, new Uint8Array(data.bytes));
  postMessage(answer, answer.slice(1).map(({ buffer }) => buffer));
});
