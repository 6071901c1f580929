// pictures.mjs: takes the README's pictures of the real screens, from the page in dist/
// with its demonstration. Run by `make pictures` after `make dist`.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}docs/pictures`;
const port = 8093;
const address = `http://127.0.0.1:${port}/`;

const executablePath = execFileSync(`${root}tools/browser.sh`, ['chrome'], { encoding: 'utf8' }).trim();
const server = spawn('node', [`${root}tools/serve.mjs`, `${root}dist`, '--port', String(port)], { stdio: 'ignore' });
try {
  await reachable(address);
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ locale: 'es-MX', viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.ways button').click();
  await page.locator('.notice').waitFor();

  const take = async (name, route) => {
    await page.goto(`${address}#${route}`);
    await page.waitForTimeout(700);
    await page.screenshot({ path: `${folder}/${name}.png` });
    console.log(`docs/pictures/${name}.png`);
  };
  // On a weekend nobody is to be contacted, and there would be little to see.
  await take('today', `/today?as-of=${workday()}`);
  await take('receivables', '/receivables');
  await page.locator('main table a.door').first().click();
  await page.waitForTimeout(700);
  await page.screenshot({ path: `${folder}/customer.png` });
  const customer = new URL(page.url()).hash.match(/[0-9A-Z]{26}/)[0];
  await take('payment', `/payments/new?customer=${customer}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await take('phone', '/receivables');
  await browser.close();
} finally {
  server.kill();
}

/** Today, or the Monday after a weekend: 2026-03-31. */
function workday() {
  const day = new Date();
  while ([0, 6].includes(day.getDay())) day.setDate(day.getDate() + 1);
  const two = (number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

async function reachable(url) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`nothing answers at ${url}`);
}
