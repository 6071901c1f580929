// End-to-end tests: the optimised page in dist/, served locally, in the machine's own browser.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { defineConfig } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));

// Workers read this file too: what the first reading found is handed down to them.
process.env.CARTERA_E2E_CHROME ??= execFileSync(`${root}tools/browser.sh`, ['chrome'], { encoding: 'utf8' }).trim();
process.env.CARTERA_E2E_PORT ??= String(await freePort());
const address = `http://127.0.0.1:${process.env.CARTERA_E2E_PORT}/`;

// The same flags as the in-browser tests; whether there is a window, Playwright says.
const capabilities = JSON.parse(readFileSync(`${root}tests/browser/webdriver.json`, 'utf8'));
const args: string[] = capabilities['goog:chromeOptions'].args.filter((flag: string) => flag !== '--headless');

export default defineConfig({
  testDir: '.',
  outputDir: './test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // A test that passes on the second try is not a test that passes.
  retries: 0,
  // Long enough for a busy machine: what is checked is what comes, not when.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.CI ? [['list']] : [['list'], ['html', { open: 'never', outputFolder: 'report' }]],
  use: {
    baseURL: address,
    browserName: 'chromium',
    launchOptions: { executablePath: process.env.CARTERA_E2E_CHROME, args },
    locale: 'es-MX',
    timezoneId: 'America/Mexico_City',
    // Tests that are not about being offline load the page from its host.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 800 },
  },
  projects: [
    { name: 'hosted' },
    // The main job in the page as one file, opened from the disk.
    {
      name: 'from-disk',
      testMatch: /(import|export|payments|receivables|stopped)\.spec\.ts/,
      use: { baseURL: pathToFileURL(`${root}dist/cartera.html`).href },
    },
  ],
  webServer: {
    command: `node ${JSON.stringify(`${root}tools/serve.mjs`)} ${JSON.stringify(`${root}dist`)} --port ${process.env.CARTERA_E2E_PORT}`,
    url: address,
    reuseExistingServer: false,
    timeout: 15_000,
  },
});

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const found = server.address();
      server.close(() => (found && typeof found === 'object' ? resolve(found.port) : reject(new Error('no port'))));
    });
  });
}
