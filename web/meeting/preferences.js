const NAME = 'parley.name';

/**
 * The name that the person gave last time.
 * @returns {string}
 */
export function rememberedName() {
  try {
    return localStorage.getItem(NAME) ?? '';
  } catch {
    // The browser keeps nothing for this page.
    return '';
  }
}

/** @param {string} name */
export function rememberName(name) {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // As above: then it is asked again next time.
  }
}
