import { fileURLToPath } from 'node:url';

import { filesUnder } from '../../tools/files.mjs';
import { firstLoad } from '../../tools/size.mjs';
import { expect, test } from './helpers/test.ts';
import { Shell } from './pages/shell.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

test('the page opens, and asks for nothing that is not part of it', async ({ page, baseURL }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url().replace(baseURL ?? '', '') || 'index.html'));

  await new Shell(page).open();

  await expect(page).toHaveTitle('Cartera');
  const first = await firstLoad(dist);
  expect(requested).toEqual(expect.arrayContaining(first.filter((path) => !/\.(svg|webmanifest)$/.test(path))));
  const all = await filesUnder(dist);
  expect(requested.filter((path) => !all.includes(path))).toEqual([]);
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
  const markup = (text: string) =>
    page.evaluate((text) => {
      const box = document.createElement('div');
      try {
        box.innerHTML = text;
        return box.childElementCount;
      } catch {
        return 'refused';
      }
    }, text);
  watch.expected(/TrustedHTML|trusted type/i);
  for (const hostile of [
    '<img src=x onerror=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<p onclick="alert(1)">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<svg><use href="data:image/svg+xml,x"/></svg>',
    '<p style="color:red">a</p>',
    '<p title=">" onclick="alert(1)">a</p>',
    '<iframe></iframe>',
  ]) {
    expect(await markup(hostile), hostile).toBe('refused');
  }
  expect(await markup('<p class="a">5 &lt; 6</p><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>')).toBe(2);
  expect(watch.problems).toEqual([]);
});
