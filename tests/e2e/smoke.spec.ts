import { fileURLToPath } from 'node:url';

import { firstLoad } from '../../tools/size.mjs';
import { expect, test } from './helpers/test.ts';
import { Shell } from './pages/shell.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

test('the page opens, and asks only for files that the size budget counts', async ({ page, baseURL }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url().replace(baseURL ?? '', '') || 'index.html'));

  await new Shell(page).open();

  await expect(page).toHaveTitle('Cartera');
  expect(requested).toContain('index.html');
  const counted = await firstLoad(dist);
  expect(requested.filter((path) => !counted.includes(path))).toEqual([]);
});

test('the security policy stands before any script and refuses what it should', async ({ page, watch }) => {
  await new Shell(page).open();

  const first = page.locator('head > :is(meta[http-equiv], link, script, style)').first();
  await expect(first).toHaveAttribute('http-equiv', 'Content-Security-Policy');

  watch.expected(/Content Security Policy/);
  const refused = await page.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
    await fetch('http://127.0.0.1:9/').catch(() => undefined);
    document.body.setAttribute('style', 'color: red');
    await new Promise((resolve) => setTimeout(resolve, 100));
    return directives.sort();
  });
  expect(refused).toEqual(['connect-src', 'style-src-attr']);
  expect(watch.problems).toEqual([]);
});
