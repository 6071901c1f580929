// A static host of a test's own, with a copy of the page: to be stopped, to serve another
// version, to have the page under a path.

import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export class Host {
  private constructor(
    readonly address: string,
    private readonly folder: string,
    private readonly path: string,
    private server: ChildProcess,
  ) {}

  /** Serves the page in dist/ under a path such as `some/path/`. */
  static async of(path = ''): Promise<Host> {
    const folder = await mkdtemp(join(tmpdir(), 'cartera-host-'));
    await cp(join(root, 'dist'), join(folder, path), { recursive: true });
    // The server asks for a page in its folder.
    await writeFile(join(folder, 'index.html'), path ? '' : await readFile(join(root, 'dist/index.html')));
    const server = spawn('node', [join(root, 'tools/serve.mjs'), folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const address = await new Promise<string>((resolve, reject) => {
      server.stdout?.on('data', (text: Buffer) => {
        const found = /http:\/\/[\d.]+:\d+/.exec(text.toString());
        if (found) resolve(`${found[0]}/${path}`);
      });
      server.on('exit', () => reject(new Error('the host did not start')));
    });
    return new Host(address, folder, path, server);
  }

  /** Serves a newer version: the same program with a page of other bytes. */
  async publish(mark: string): Promise<void> {
    const change = async (name: string, what: (text: string) => string) => {
      const file = join(this.folder, this.path, name);
      await writeFile(file, what(await readFile(file, 'utf8')));
    };
    await change('index.html', (html) => html.replace('<title>', `<meta name="mark" content="${mark}"><title>`));
    await change('sw.js', (code) => code.replace(/VERSION = "\w+"/, `VERSION = "${mark}"`));
  }

  /** Stops serving. What the page still asks for fails. */
  stop(): void {
    this.server.kill();
  }

  async remove(): Promise<void> {
    this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
