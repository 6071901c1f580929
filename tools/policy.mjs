// The content security policy: what keeps the promise that nothing leaves the page.
//
// For whoever writes the page:
// - A style attribute is refused, silently but for a line in the console: write
//   `style:width=…` (which sets a property), never `style=…` (which sets the
//   attribute); nor in SVG text that is set as inner HTML. End-to-end tests fail
//   on that line, and tools/rules.sh looks for the attribute in the sources.
// - An inline event handler (`onclick="…"` in markup) is refused likewise.
// - Scripts come from the page's own origin; a worker may also come from a blob.

import { digest } from './files.mjs';

/**
 * Returns `html` with the policy as a meta tag, right after the charset and before all else.
 * A page that `isAlone` has no files beside it, and may load none.
 */
export function withPolicy(html, { isAlone = false } = {}) {
  const outsideScripts = html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  const refused = outsideScripts.match(/<[^>]*\s(?:style|on\w+)\s*=[^>]*>/i);
  if (refused) throw new Error(`the policy would refuse an attribute of ${refused[0]}`);

  const charset = /<meta\s+charset=[^>]*>/i;
  if (!charset.test(html)) throw new Error('index.html has no <meta charset> to put the policy after');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(html, isAlone)}">`;
  return html.replace(charset, (tag) => `${tag}\n    ${meta}`);
}

function policy(html, isAlone) {
  const own = isAlone ? [] : ["'self'"];
  const scripts = [...own, "'wasm-unsafe-eval'", ...inline(html, 'script')];
  const styles = [...own, ...inline(html, 'style')];
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    `style-src ${styles.join(' ')}`,
    `img-src ${[...own, 'data:', 'blob:'].join(' ')}`,
    `connect-src ${isAlone ? "'none'" : "'self'"}`,
    `worker-src ${[...own, 'blob:'].join(' ')}`,
    `manifest-src ${isAlone ? "'none'" : "'self'"}`,
    "require-trusted-types-for 'script'",
    'trusted-types default',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The hashes of the page's own inline `element`s. */
function inline(html, element) {
  const pattern = new RegExp(`<${element}\\b([^>]*)>([\\s\\S]*?)</${element}>`, 'g');
  return [...html.matchAll(pattern)]
    // Those of a type that is no script are text.
    .filter(([, attributes]) => !/\s(?:src\s*=|type="text\/plain")/.test(attributes))
    .map(([, , text]) => `'${digest('sha256', text)}'`);
}
