// What is shown after the program stopped in the middle of something: what is safe, the
// ledgers as files, and the way back. The program itself is not loaded here; start.js says
// when this is.

import { copyOf, keptLedgers, WrongPassphrase } from './stopped-copy.js';

const WORDS = {
  es: {
    title: 'Cartera se detuvo',
    safe: 'Ocurrió un error y la página dejó de trabajar para no dañar nada. Todo lo que se mostró como guardado sigue a salvo en este navegador. Lo que estaba escribiendo y no había guardado se perdió.',
    reload: 'Volver a cargar',
    home: 'Volver al inicio',
    again: 'Si vuelve a pasar en la misma pantalla, vuelva al inicio o descargue una copia: se restaura en cualquier otro navegador.',
    copies: 'Una copia, por si acaso',
    download: 'Descargar una copia',
    other: (name) => `Descargar otra cartera: ${name}`,
    unnamed: 'sin nombre',
    none: 'En este navegador no hay ninguna cartera guardada.',
    notRead: (why) => `No se pudo leer lo guardado en este navegador. No se borró nada. Detalle técnico: ${why}`,
    done: 'La copia se descargó.',
    partly: (count) => `La copia se descargó. No se ${count === 1 ? 'pudo leer un registro' : `pudieron leer ${count} registros`}; los demás están completos.`,
    locked: 'Tiene candado: la copia se cifra con la misma contraseña.',
    passphrase: 'Contraseña',
    wrong: 'Esa no es la contraseña. No se cambió nada.',
    detail: (text) => `Detalle técnico: ${text}`,
  },
  en: {
    title: 'Cartera stopped',
    safe: 'An error occurred, and the page stopped working so as not to damage anything. Everything it had shown as saved is safe in this browser. What you were typing and had not saved is lost.',
    reload: 'Load again',
    home: 'Back to the start',
    again: 'If it happens again on the same screen, go back to the start or download a copy: it can be restored in any other browser.',
    copies: 'A copy, to be on the safe side',
    download: 'Download a copy',
    other: (name) => `Download another ledger: ${name}`,
    unnamed: 'unnamed',
    none: 'No ledger is kept in this browser.',
    notRead: (why) => `What is kept in this browser could not be read. Nothing was deleted. Technical detail: ${why}`,
    done: 'The copy was downloaded.',
    partly: (count) => `The copy was downloaded. ${count === 1 ? 'One record' : `${count} records`} could not be read; the others are complete.`,
    locked: 'It has a lock: the copy is encrypted with the same passphrase.',
    passphrase: 'Passphrase',
    wrong: 'That is not the passphrase. Nothing was changed.',
    detail: (text) => `Technical detail: ${text}`,
  },
};

const lang = language();
const words = WORDS[lang];
const status = element('p', { role: 'status', className: 'quiet' });
const main = element('main', { className: 'welcome' }, [
  element('div', { className: 'welcome-head', role: 'alert' }, [
    element('h1', { tabIndex: -1 }, [words.title]),
    element('p', { className: 'lead' }, [words.safe]),
  ]),
  element('div', { className: 'row' }, [
    button(words.reload, () => leave(location.href), 'button primary'),
    button(words.home, () => leave(location.pathname + location.search)),
  ]),
  element('p', { className: 'quiet' }, [words.again]),
]);

document.documentElement.lang = lang;
document.documentElement.dataset.theme = kept('theme') ?? '';
document.title = words.title;
document.body.replaceChildren(main);
main.querySelector('h1').focus();
main.append(await copies(), element('p', { className: 'quiet' }, [words.detail(detail())]));

/** The ledgers of this browser, each as a file. */
async function copies() {
  const list = element('section', { className: 'stack-tight' }, [element('h2', {}, [words.copies])]);
  try {
    const ledgers = await keptLedgers(kept('here', sessionStorageOf()) ?? kept('ledger'));
    list.append(...ledgers.map(offer));
    if (ledgers.length === 0) list.append(element('p', {}, [words.none]));
  } catch (error) {
    list.append(element('p', {}, [words.notRead(String(error))]));
  }
  list.append(status);
  return list;
}

function offer(ledger, place) {
  const label = place === 0 ? words.download : words.other(ledger.name || words.unnamed);
  if (!ledger.lock) return element('div', { className: 'row' }, [button(label, () => download(ledger))]);
  const input = element('input', { className: 'input', type: 'password', autocomplete: 'current-password', id: `passphrase-${place}` });
  const form = element('form', { className: 'stack-tight' }, [
    element('p', {}, [words.locked]),
    element('label', { htmlFor: input.id }, [words.passphrase]),
    input,
    element('div', { className: 'row' }, [element('button', { className: 'button' }, [label])]),
  ]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    download(ledger, input.value);
  });
  return form;
}

async function download(ledger, passphrase) {
  status.textContent = '';
  try {
    const { file, name, unreadable } = await copyOf(ledger, passphrase);
    const link = element('a', { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    status.textContent = unreadable > 0 ? words.partly(unreadable) : words.done;
  } catch (error) {
    status.textContent = error instanceof WrongPassphrase ? words.wrong : words.notRead(String(error));
  }
}

/** Starts the program again, at an address. */
function leave(address) {
  history.replaceState(null, '', address);
  location.reload();
}

/** What stopped it, without the folders of the machine that built it. */
function detail() {
  return String(history.state?.stopped).replace(/^.*[\\/](?=[^\\/]+[\\/]src[\\/])/, '');
}

function language() {
  const chosen = [kept('lang'), ...navigator.languages.map((tag) => tag.split('-')[0])];
  return chosen.find((lang) => lang in WORDS) ?? 'es';
}

/** A preference, as src/browser/preferences.rs keeps it. */
function kept(name, storage = localStorageOf()) {
  try {
    return JSON.parse(storage.getItem(`cartera.${name}`)) ?? undefined;
  } catch {
    return undefined;
  }
}

// Reading them throws where the browser blocks them.
function localStorageOf() {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

function sessionStorageOf() {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

function button(label, act, className = 'button') {
  const made = element('button', { className, type: 'button' }, [label]);
  made.addEventListener('click', act);
  return made;
}

function element(tag, properties = {}, children = []) {
  const { role, ...own } = properties;
  const made = Object.assign(document.createElement(tag), own);
  if (role) made.setAttribute('role', role);
  made.append(...children);
  return made;
}
