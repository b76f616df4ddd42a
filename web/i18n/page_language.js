import { brandingKnown, brandingOfPage } from '../branding/branding.js';
import { directionOf, pageLanguage } from './languages.js';
import { currentLanguage, t, useBranding, useMessages } from './translate.js';

/** @typedef {import('./translate.js').MessageKey} MessageKey */

const ATTRIBUTES = ['placeholder', 'title', 'aria-label', 'content'];

/**
 * Translates the whole page into the person's language: first its HTML, and from then on `t()`.
 * English is in the scripts, the others are fetched; if that fails, the page stays English.
 */
export async function speak() {
  await brandingKnown();
  const { name, texts, languages } = brandingOfPage();
  const language = pageLanguage(languages);
  const file = PARLEY_LANGUAGE_FILES[language];
  if (file !== undefined) {
    try {
      const response = await fetch(new URL(file, import.meta.url));
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      useMessages(language, await response.json());
    } catch (error) {
      console.warn('Parley: the page stays English.', error);
    }
  }
  const spoken = currentLanguage();
  Object.assign(document.documentElement, { lang: spoken, dir: directionOf(spoken) });
  useBranding(name, texts[spoken]);
  // In English the words are in the page already, unless the operator has others.
  if (spoken !== 'en' || name !== '' || texts[spoken] !== undefined) translate(document.documentElement);
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
