import { keep, recall } from '../common/tab_memory.js';

const NAME = 'parley.name';
const WISHED = 'parley.name-of-address';

/**
 * The name that the person last entered in this tab, or else in any tab.
 * @returns {string}
 */
export function rememberedName() {
  const ofTab = recall(NAME);
  if (ofTab !== null) return ofTab;
  try {
    return localStorage.getItem(NAME) ?? '';
  } catch {
    // The browser keeps nothing for this page.
    return '';
  }
}

/** @param {string} name */
export function rememberName(name) {
  keep(NAME, name);
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // As above: then it is asked again next time.
  }
}

/**
 * Whether a name that the page's address has is to be put into the field: not once more with each
 * reload, as the person may have entered another since.
 * @param {string} name
 * @returns {boolean}
 */
export function takesNameOfAddress(name) {
  if (recall(WISHED) === name && rememberedName() !== '') return false;
  keep(WISHED, name);
  return true;
}
