import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {import('../web/i18n/translate.js').Message} Message */
/** @typedef {Record<string, Message>} Messages */

const ENGLISH = 'en';
const NO_LANGUAGES = ['languages', 'page_language', 'translate'];

/**
 * The messages of every language, by its name.
 * @param {string} root of the repository
 * @returns {Promise<Map<string, Messages>>}
 */
export async function readLanguages(root) {
  const folder = path.join(root, 'web/i18n');
  const names = (await readdir(folder)).map((file) => path.parse(file).name);
  /** @type {Map<string, Messages>} */
  const languages = new Map();
  for (const name of names.sort().filter((one) => !NO_LANGUAGES.includes(one))) {
    const module = await import(pathToFileURL(path.join(folder, `${name}.js`)).href);
    languages.set(name, module.default);
  }
  return languages;
}

/**
 * A page with the English words where its source names messages: what is seen before the scripts
 * have come, and without them.
 * @param {string} html
 * @param {Map<string, Messages>} languages
 * @returns {string}
 */
export function fillWords(html, languages) {
  const english = languages.get(ENGLISH) ?? {};
  /** @param {string} key */
  const words = (key) => {
    const message = english[key];
    if (typeof message !== 'string') throw new Error(`A page wants the words ${key}.`);
    return message.replaceAll('{brand}', 'Parley').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  };
  return html
    .replace(/(<(\w+)[^>]*\sdata-t="([^"]+)"[^>]*>)(?=<\/\2>)/g, (tag, _whole, _name, key) => tag + words(key))
    .replace(/\sdata-t-([a-z-]+)="([^"]+)"/g, (asked, name, key) => `${asked} ${name}="${words(key)}"`);
}
