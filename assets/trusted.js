// What may become markup or a script at all, where the browser asks (Trusted Types): the
// page's policy has it ask. Text from files and forms is always set as text; this is for
// the day on which something forgets to.

const TAGS = new Set(
  (
    'svg g path rect line polyline polygon circle ellipse text tspan title desc defs pattern clippath mask ' +
    'div span p ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td section article header footer ' +
    'nav main aside h1 h2 h3 h4 strong em b i small kbd code br hr time abbr mark label button input select option ' +
    'textarea fieldset legend details summary dialog output meter progress'
  ).split(' '),
);
const TAG = /^<\/?([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>$/i;
// What runs, loads or sends; a link within the page does not.
const BARRED = /\s(?:on\w+|style|src\w*|action|formaction|[\w:-]*href(?!="#))(?=[\s=]|$)/i;

/** Whether markup is of plain elements that run and load nothing. */
export function isPlain(markup) {
  return [...markup.matchAll(/<(?:[^>"]|"[^"]*")*>?/g)].every(([piece]) => {
    if (piece === '<!---->' || piece === '<!>') return true;
    const tag = TAG.exec(piece);
    return tag !== null && TAGS.has(tag[1].toLowerCase()) && !BARRED.test(tag[2]);
  });
}

/** Has the browser ask from now on. Its refusals are errors where they were tried. */
export function guard() {
  window.trustedTypes?.createPolicy('default', {
    createHTML: (markup) => (isPlain(markup) ? markup : null),
    // The page's own files, and workers that it made itself.
    createScriptURL: (address) => {
      const { origin, protocol } = new URL(address, document.baseURI);
      return protocol === 'blob:' || origin === location.origin ? String(address) : null;
    },
  });
}
