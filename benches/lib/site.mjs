// The built page, served on this machine while a function runs.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

export async function withSite(root, folder, run) {
  const port = await freePort();
  const server = spawn(process.execPath, [`${root}tools/serve.mjs`, folder, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise((resolve, reject) => {
      server.stdout.once('data', resolve);
      server.once('exit', (code) => reject(new Error(`the server ended with code ${code}`)));
    });
    return await run(`http://127.0.0.1:${port}/`);
  } finally {
    server.kill();
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
