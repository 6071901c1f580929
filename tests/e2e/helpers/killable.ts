// A browser of the test's own that can be killed: its process, not its window.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { chromium, type Browser, type LaunchOptions, type Page } from '@playwright/test';

export class KillableBrowser {
  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly child: ChildProcess,
  ) {}

  /** Opens a browser on a profile's folder. */
  static async open(profile: string, options: LaunchOptions): Promise<KillableBrowser> {
    const own = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', '--accept-lang=es-MX', '--window-size=1280,800', 'about:blank'];
    // A group of its own: what it starts goes with it.
    const child = spawn(options.executablePath ?? '', [...(options.args ?? []), '--headless', ...own], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stderr?.on('data', (text: Buffer) => {
        said += text.toString();
        const found = /DevTools listening on (ws:\S+)/.exec(said);
        if (found?.[1]) resolve(found[1]);
      });
      child.on('exit', () => reject(new Error(`the browser did not start: ${said}`)));
      child.on('error', reject);
    });
    const browser = await chromium.connectOverCDP(address);
    const context = browser.contexts()[0];
    if (!context) throw new Error('the browser has no window');
    return new KillableBrowser(context.pages()[0] ?? (await context.newPage()), browser, child);
  }

  /** Kills it at once: nothing is told, nothing is put away. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid && exitCode === null && signalCode === null) {
      const gone = once(this.child, 'exit');
      process.kill(-pid, 'SIGKILL');
      await gone;
    }
    await this.browser.close().catch(() => undefined);
  }
}
