// What the operator makes of the pages: colours that people can read, and a branding.json that nobody
// has checked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { accentProperties, contrast, rgbOf } from '../../../web/branding/accent.js';
import { readBranding } from '../../../web/branding/branding.js';
import { LANGUAGES, pickLanguage } from '../../../web/i18n/languages.js';
import english from '../../../web/i18n/en.js';
import { t, useBranding, useMessages } from '../../../web/i18n/translate.js';

const THEMES = /** @type {const} */ (['light', 'dark']);

/** What accents are written on: --page and --surface of theme.css. */
function grounds() {
  const css = readFileSync(new URL('../../../web/styles/theme.css', import.meta.url), 'utf8');
  const [light, dark] = css.split('[data-bs-theme="dark"]').map((part) =>
    [...part.matchAll(/--(?:page|surface): (#[\da-f]+)/g)].map(([, colour]) => colour.length === 4 ? '#ffffff' : colour));
  return { light: light.slice(0, 2), dark: dark.slice(0, 2) };
}

test('any colour becomes one that can be read and written on, in light and dark', () => {
  const on = grounds();
  const parts = ['00', '33', '66', '99', 'cc', 'ff'];
  const colours = parts.flatMap((red) => parts.flatMap((green) => parts.map((blue) => `#${red}${green}${blue}`)));
  for (const theme of THEMES) {
    assert.equal(on[theme].length, 2, theme);
    for (const colour of colours) {
      const made = accentProperties(colour, theme);
      const ink = made['--accent-ink'] === '#fff' ? '#ffffff' : made['--accent-ink'];
      for (const name of ['--accent', '--accent-strong']) {
        assert.ok(contrast(rgbOf(made[name]), rgbOf(ink)) >= 4.5, `${colour}, ${theme}: ink on ${name} ${made[name]}`);
        for (const ground of on[theme]) {
          assert.ok(contrast(rgbOf(made[name]), rgbOf(ground)) >= 4.5, `${colour}, ${theme}: ${name} ${made[name]} on ${ground}`);
        }
      }
    }
  }
});

test('a colour that can be read stays as it is', () => {
  assert.equal(accentProperties('#1a4d2e', 'light')['--accent'], '#1a4d2e');
  assert.equal(accentProperties('#9fe3bd', 'dark')['--accent'], '#9fe3bd');
  assert.notEqual(accentProperties('#ffcc00', 'light')['--accent'], '#ffcc00');
});

test('the ratio is that of WCAG', () => {
  assert.equal(contrast([255, 255, 255], [0, 0, 0]), 21);
  assert.equal(contrast([9, 9, 9], [9, 9, 9]), 1);
  assert.ok(Math.abs(contrast([119, 119, 119], [255, 255, 255]) - 4.48) < 0.01);
});

test('what is not as it should be in branding.json is left out', () => {
  const nothing = readBranding('{}');
  assert.deepEqual(nothing.languages, Object.keys(LANGUAGES));
  for (const json of ['', '[', 'null', '7', '{"name": 1, "logo": {}, "texts": 3, "languages": "de"}',
    '{"logo": "../x.svg", "accent": "red;x:y", "imprint": "javascript:alert(1)", "privacy": "data:text/html,a"}',
    '{"languages": ["xx", "constructor"], "logo": "a.html", "logoDark": "//b.example/c.svg"}']) {
    assert.deepEqual({ ...readBranding(json), texts: {} }, { ...nothing, texts: {} }, json);
  }
  assert.equal(readBranding('{"texts": {"en": {"lobby": 3}}}').texts.en.lobby, undefined);
  const { name, imprint, languages, texts } = readBranding(
    '{"name": "Acme", "imprint": "HTTPS://example.org/a", "languages": ["ar", "xx", "de"], "texts": {"de": {"title": "Tag"}}}');
  assert.deepEqual({ name, imprint, languages, texts },
    { name: 'Acme', imprint: 'HTTPS://example.org/a', languages: ['ar', 'de'], texts: { de: { title: 'Tag' } } });
});

test('of the languages only those are spoken that the operator offers', () => {
  const offered = ['fr', 'de'];
  assert.equal(pickLanguage({ search: '?lang=ar', chosen: 'es', preferred: ['en', 'de'], offered }), 'de');
  assert.equal(pickLanguage({ search: '', preferred: ['en'], offered }), 'fr');
});

test('the server knows the languages that the pages have', () => {
  const source = readFileSync(new URL('../../../server/branding/description.cpp', import.meta.url), 'utf8');
  const [, list] = /built_in_languages = \{([^}]*)\}/.exec(source) ?? [];
  assert.deepEqual(list.match(/\w+/g), Object.keys(LANGUAGES));
});

test('the operator\'s name and texts take the place of Parley\'s', () => {
  assert.match(t('home.document-title'), /^Parley /);
  useBranding('Acme', { title: 'Good day' });
  assert.match(t('home.document-title'), /^Acme /);
  assert.equal(t('before.room-document-title', { room: 'x' }), 'x – Acme');
  assert.equal(t('home.title'), 'Good day');
  assert.equal(t('home.lead'), english['home.lead']);
  useBranding('Parley');
  useMessages('en', english);
});
