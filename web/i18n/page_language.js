import { pageLanguage } from './languages.js';
import { t, useMessages } from './translate.js';

/** @typedef {import('./translate.js').MessageKey} MessageKey */

const ATTRIBUTES = ['placeholder', 'title', 'aria-label', 'content'];

/**
 * Translates the whole page into the person's language: first its HTML, and from then on `t()`.
 * English is in the scripts, the others are fetched; if that fails, the page stays English.
 */
export async function speak() {
  const language = pageLanguage();
  const file = PARLEY_LANGUAGE_FILES[language];
  if (file !== undefined) {
    try {
      const response = await fetch(new URL(file, import.meta.url));
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      useMessages(language, await response.json());
      translate(document.documentElement);
    } catch (error) {
      console.warn('Parley: the page stays English.', error);
      Object.assign(document.documentElement, { lang: 'en', dir: 'ltr' });
    }
  }
  // Set by theme.js, so that nobody sees the page change its language.
  delete document.documentElement.dataset.translating;
}

/**
 * Fills in what the HTML asks for: `data-t` names a message for the text, `data-t-title` and the
 * like one for an attribute.
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-t]')) {
    element.textContent = t(/** @type {MessageKey} */ (element.getAttribute('data-t')));
  }
  for (const attribute of ATTRIBUTES) {
    for (const element of root.querySelectorAll(`[data-t-${attribute}]`)) {
      const key = /** @type {MessageKey} */ (element.getAttribute(`data-t-${attribute}`));
      element.setAttribute(attribute, t(key));
    }
  }
}
