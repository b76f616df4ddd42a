// What the operator has made of the pages: branding.json, which Parley's server writes into each page,
// and which lies beside plain files. The server has checked it; a plain file nobody has, so whatever
// is not as it should be is left out here.

import { LANGUAGES } from '../i18n/languages.js';

/**
 * @typedef {object} Branding
 * @property {string} name '' if Parley keeps its own
 * @property {string} logo name of a file in branding/; '' if there is none
 * @property {string} logoDark '' if it is the same
 * @property {string} accent such as "#2f5fde"; '' if it is Parley's
 * @property {string} accentDark '' if it is the same
 * @property {Record<string, Texts>} texts by language
 * @property {string} imprint '' if there is none
 * @property {string} privacy
 * @property {string[]} languages the first is spoken to those who read none of them
 */

/** @typedef {{ title?: string, lead?: string, lobby?: string }} Texts */

/** The document's event when branding.json has come, for plain files. */
export const BRANDED = 'parley-branding';

const META = 'parley-branding';
const TEXTS = /** @type {const} */ (['title', 'lead', 'lobby']);

/** The branding of this page, as far as it is known. */
export function brandingOfPage() {
  const meta = document.querySelector(`meta[name="${META}"]`);
  return readBranding(meta?.getAttribute('content') ?? '{}');
}

/** Resolves when it is known. */
export function brandingKnown() {
  if (document.documentElement.dataset.branding !== 'awaited') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener(BRANDED, resolve, { once: true }));
}

/** Makes it known to this page and all of its scripts. @param {string} json */
export function tellBranding(json) {
  const meta = document.createElement('meta');
  Object.assign(meta, { name: META, content: json });
  document.head.append(meta);
  delete document.documentElement.dataset.branding;
  document.dispatchEvent(new Event(BRANDED));
}

/**
 * @param {string} json
 * @returns {Branding}
 */
export function readBranding(json) {
  const given = parsed(json);
  const offered = Array.isArray(given.languages) ? given.languages.filter((one) => Object.hasOwn(LANGUAGES, one)) : [];
  return {
    name: textOf(given.name),
    logo: textOf(given.logo, /^[\w-][\w.-]*\.(svg|png)$/),
    logoDark: textOf(given.logoDark, /^[\w-][\w.-]*\.(svg|png)$/),
    accent: textOf(given.accent, /^#[\da-f]{6}$/i),
    accentDark: textOf(given.accentDark, /^#[\da-f]{6}$/i),
    texts: textsOf(given.texts),
    imprint: textOf(given.imprint, /^https?:\/\/[^\s]+$/i),
    privacy: textOf(given.privacy, /^https?:\/\/[^\s]+$/i),
    languages: offered.length > 0 ? offered : Object.keys(LANGUAGES),
  };
}

/** @param {string} json @returns {Record<string, unknown>} */
function parsed(json) {
  try {
    const value = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** @param {unknown} value @param {RegExp} [form] */
function textOf(value, form = /\S/) {
  return typeof value === 'string' && form.test(value) ? value : '';
}

/** @param {unknown} given @returns {Record<string, Texts>} */
function textsOf(given) {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(Object.entries(given).map(([language, texts]) => [language, Object.fromEntries(
    TEXTS.map((key) => [key, textOf(texts?.[key])]).filter(([, text]) => text !== ''))]));
}
