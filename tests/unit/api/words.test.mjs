// The pages' words: every language has them all, and none stands in the code.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fillWords, readLanguages } from '../../../tools/web-languages.mjs';
import { LANGUAGES, pickLanguage } from '../../../web/i18n/languages.js';
import { t, useMessages } from '../../../web/i18n/translate.js';
import { literalsIn, wordsInPage } from './literals.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const languages = await readLanguages(ROOT);
const english = languages.get('en') ?? {};

/** @param {import('../../../web/i18n/translate.js').Message} message */
const forms = (message) => (typeof message === 'string' ? [message] : Object.values(message));

/** @param {string} text */
const placeholders = (text) => [...text.matchAll(/\{[\w-]+\}/g)].map(([name]) => name).sort();

/** The sources of the pages. @param {RegExp} name */
function sources(name, folder = path.join(ROOT, 'web')) {
  /** @type {[string, string][]} */
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) found.push(...sources(name, file));
    else if (name.test(entry.name)) found.push([path.relative(ROOT, file), readFileSync(file, 'utf8')]);
  }
  return found;
}

test('every language has every message, and no other', () => {
  assert.deepEqual([...languages.keys()].sort(), Object.keys(LANGUAGES).sort());
  for (const [language, messages] of languages) {
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort(), language);
    for (const [key, message] of Object.entries(messages)) {
      for (const form of forms(message)) assert.notEqual(form.trim(), '', `${language} ${key}`);
    }
  }
});

test('every placeholder is in every language', () => {
  for (const [language, messages] of languages) {
    for (const [key, message] of Object.entries(messages)) {
      const wanted = placeholders(forms(english[key]).at(-1) ?? '');
      for (const form of forms(message)) {
        // "two people" need not say the figure.
        const optional = typeof message === 'string' ? '' : '{count}';
        const used = placeholders(form).filter((name) => name !== optional);
        assert.deepEqual(used, wanted.filter((name) => name !== optional), `${language} ${key}`);
      }
    }
  }
});

test('every language has the forms that it has for numbers', () => {
  for (const [language, messages] of languages) {
    const rules = new Intl.PluralRules(language);
    const needed = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
    for (const [key, message] of Object.entries(messages)) {
      assert.equal(typeof message, typeof english[key], `${language} ${key}`);
      if (typeof message === 'string') continue;
      for (const form of needed) assert.ok(message[form], `${language} ${key} ${form}`);
    }
  }
});

test('the place has the name that its operator gives it', () => {
  for (const [language, messages] of languages) {
    for (const [key, message] of Object.entries(messages)) {
      assert.doesNotMatch(JSON.stringify(message), /Parley/, `${language}: ${key}`);
    }
  }
});

test('every message is used', () => {
  const code = sources(/\.(js|html)$/).filter(([file]) => !file.startsWith('web/i18n/'))
    .map(([, text]) => text).join('\n');
  // `t(`media.${problem}-both`)` uses all that begin so.
  const families = [...code.matchAll(/[`"]([a-z-]+\.[a-z-]*)\$\{/g)].map(([, start]) => start);
  for (const key of Object.keys(english)) {
    const used = code.includes(`'${key}'`) || code.includes(`"${key}"`) ||
      families.some((start) => key.startsWith(start));
    assert.ok(used, key);
  }
});

test('no words for people stand in the pages and scripts', () => {
  for (const [file, html] of sources(/\.html$/)) assert.deepEqual(wordsInPage(html), [], file);
  for (const [file, code] of sources(/\.js$/)) {
    if (!file.startsWith('web/i18n/')) assert.deepEqual(literalsIn(code), [], file);
  }
});

test('the search for words finds them', () => {
  assert.deepEqual(wordsInPage('<p>Hello</p><p data-t="a.b"></p>'), ['Hello']);
  assert.deepEqual(wordsInPage('<input placeholder="Your name">'), ['Your name']);
  assert.deepEqual(literalsIn("label.textContent = 'Copied';"), ['Copied']);
  assert.deepEqual(literalsIn("show('media', on ? 'Camera is on' : `Camera ${name} is off`);"),
    ['Camera is on', 'Camera  is off']);
  assert.deepEqual(literalsIn("element.setAttribute('aria-label', 'close')"), ['close']);
  assert.deepEqual(literalsIn("throw new Error('No such room.'); a.className = 'btn btn-lg';"), []);
});

test('no field cuts off what is pasted', () => {
  // It does so without a word: checkWhileTyping() says what is too long.
  for (const [file, text] of sources(/\.(html|js)$/)) assert.doesNotMatch(text, /\bmaxlength[=':]|\bmaxLength\b/, file);
});

test('styles work in both writing directions', () => {
  for (const [file, css] of sources(/\.css$/)) {
    // A rule that is for one of them alone may say where that is.
    const forBoth = css.replace(/^html\[dir="(ltr|rtl)"\][^}]*\}/gm, '');
    const physical = forBoth.match(/^\s*(left|right|(margin|padding|border)-(left|right)\S*|text-align: *(left|right)).*$/gm);
    assert.equal(physical, null, file);
  }
});

test('the address decides the language, then the choice, then the browser', () => {
  const preferred = ['nl-NL', 'fr-CA', 'de'];
  assert.equal(pickLanguage({ search: '?lang=ar', chosen: 'de', preferred }), 'ar');
  assert.equal(pickLanguage({ search: '?lang=xx', chosen: 'de', preferred }), 'de');
  assert.equal(pickLanguage({ search: '', preferred }), 'fr');
  assert.equal(pickLanguage({ search: '', preferred: ['nl'] }), 'en');
  assert.equal(pickLanguage({ search: '?lang=constructor', preferred: [] }), 'en');
});

test('messages are filled in and take the form for the number', () => {
  assert.equal(t('call.online', { count: 1 }), '1 participant online.');
  assert.equal(t('tile.you', { name: '{count}' }), '{count} (you)');
  useMessages('ar', languages.get('ar') ?? {});
  assert.equal(t('call.online', { count: 2 }), 'شخصان متصلان.');
  assert.equal(t('tile.you', { name: 'Ann' }), '\u2068Ann\u2069 (أنت)');
  useMessages('en', english);
});

test('a page is built with its English words', () => {
  const built = fillWords('<h1 data-t="home.title"></h1><p data-t-title="home.lead"></p>', languages);
  assert.ok(built.startsWith(`<h1 data-t="home.title">${english['home.title']}</h1>`));
  assert.match(built, /data-t-title="home.lead" title="Name a room/);
  assert.throws(() => fillWords('<p data-t="home.nothing"></p>', languages), /home\.nothing/);
});
