import { settings } from '../common/settings.js';

/** The languages that the pages speak, by their own names. @type {Record<string, string>} */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
};

const RIGHT_TO_LEFT = ['ar'];

/**
 * The language to speak: the one the address asks for, the one chosen before, or of those that the
 * browser's user reads the first that there is.
 * @param {{ search: string, chosen?: string, preferred: readonly string[], offered?: string[] }} wishes
 * @returns {string} one of those offered; the first of them if none is wished for
 */
export function pickLanguage({ search, chosen, preferred, offered = Object.keys(LANGUAGES) }) {
  const asked = new URLSearchParams(search).get('lang');
  const wishes = [asked, chosen, ...preferred].map((tag) => tag?.toLowerCase().split('-')[0] ?? '');
  return wishes.find((language) => offered.includes(language)) ?? offered[0];
}

/** Makes the person's own choice override the one in the address from the next load on. */
export function forgetLanguageOfAddress() {
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  history.replaceState(history.state, '', address);
}

/** The language of this page. @param {string[]} [offered] those that the operator offers */
export function pageLanguage(offered) {
  return pickLanguage({
    offered,
    search: location.search,
    chosen: settings().language,
    preferred: navigator.languages,
  });
}

/**
 * @param {string} language
 * @returns {'ltr' | 'rtl'}
 */
export function directionOf(language) {
  return RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
}
