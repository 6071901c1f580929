// The machine's own browser, as the end-to-end tests start it.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import { extname, join } from 'node:path';

import { chromium } from '@playwright/test';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** A browser with a profile of its own, which `close` removes. */
export async function openBrowser(root) {
  const executablePath = execFileSync(`${root}tools/browser.sh`, ['chrome'], { encoding: 'utf8' }).trim();
  const capabilities = JSON.parse(readFileSync(`${root}tests/browser/webdriver.json`, 'utf8'));
  const args = capabilities['goog:chromeOptions'].args.filter((flag) => flag !== '--headless');
  const profile = await mkdtemp(join(os.tmpdir(), 'cartera-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    locale: 'es-MX',
    timezoneId: 'America/Mexico_City',
    viewport: { width: 1280, height: 800 },
  });
  return {
    context,
    version: context.browser().version(),
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * A new page that gets what is under /bench/ from `folders` (by the first part of the path
 * after it), isolated from other pages so that its clock counts in microseconds.
 */
export async function benchPage(context, origin, folders) {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.stack ?? String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(message.text());
  });
  const headers = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  };
  await page.route(`${origin}bench/**`, async (route) => {
    const [folder, ...rest] = new URL(route.request().url()).pathname.slice('/bench/'.length).split('/');
    if (folder === 'blank.html') {
      return route.fulfill({ headers, contentType: 'text/html', body: '<!doctype html><title>Benchmark</title>' });
    }
    const path = join(folders[folder], ...rest);
    await route.fulfill({ headers, contentType: TYPES[extname(path)], body: await readFile(path) });
  });
  await page.goto(`${origin}bench/blank.html`);
  return page;
}
