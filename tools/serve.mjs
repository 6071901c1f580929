// A static server for this machine only: node tools/serve.mjs [folder] [--port N]

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const HOST = '127.0.0.1';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
};
const COMPRESSED = new Set(Object.keys(TYPES).filter((ending) => ending !== '.png'));

const ENCODERS = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: promisify(gzip),
};
/** Compressed bytes by path, time of change and encoding: each is made once. */
const compressed = new Map();

async function answer(folder, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  let path;
  try {
    path = normalize(join(folder, decodeURIComponent(new URL(request.url, `http://${HOST}`).pathname)));
  } catch {
    return refuse(response, 400);
  }
  if (path !== folder && !path.startsWith(folder + sep)) return refuse(response, 403);

  let found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    path = join(path, 'index.html');
    found = await stat(path).catch(() => undefined);
  }
  if (!found?.isFile()) return refuse(response, 404);

  const ending = extname(path).toLowerCase();
  const encoding = COMPRESSED.has(ending) ? preferred(request.headers['accept-encoding']) : undefined;
  const tag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}${encoding ?? ''}"`;
  const headers = {
    // Ask each time: a page just built must show.
    'Cache-Control': 'no-cache',
    'Content-Type': TYPES[ending] ?? 'application/octet-stream',
    ETag: tag,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
  };
  if (request.headers['if-none-match'] === tag) return response.writeHead(304, headers).end();

  let bytes = await readFile(path);
  if (encoding) {
    const key = `${path} ${tag}`;
    if (!compressed.has(key)) compressed.set(key, ENCODERS[encoding](bytes));
    bytes = await compressed.get(key);
    headers['Content-Encoding'] = encoding;
  }
  headers['Content-Length'] = bytes.length;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : bytes);
}

function preferred(accepted = '') {
  return ['br', 'gzip'].find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
}

function refuse(response, status) {
  response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${status}\n`);
}

const args = process.argv.slice(2);
const at = args.indexOf('--port');
const port = at < 0 ? 8080 : Number(args.splice(at, 2)[1]);
const folder = resolve(args[0] ?? 'dist');
if (!(await stat(join(folder, 'index.html')).catch(() => undefined))) {
  console.error(`There is no page in ${folder}: \`make dist\` builds it.`);
  process.exit(1);
}

createServer((request, response) => {
  answer(folder, request, response).catch((error) => {
    console.error(`${request.url}: ${error.message}`);
    if (!response.headersSent) refuse(response, 500);
  });
})
  .on('error', (error) => {
    const busy = error.code === 'EADDRINUSE';
    console.error(busy ? `Port ${port} is taken: PORT=8081 make run uses another.` : error.message);
    process.exit(1);
  })
  .listen(port, HOST, function () {
    console.log(`Cartera is at http://${HOST}:${this.address().port}  (Ctrl C stops it)`);
  });
