// What a tab remembers until it is closed, also across reloads; other tabs cannot see it.

/** If the browser stores nothing for this page, as in some frames: kept until the page is left. @type {Map<string, string>} */
const untilLeft = new Map();

/**
 * @param {string} key
 * @returns {string | null} null where nothing was kept
 */
export function recall(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return untilLeft.get(key) ?? null;
  }
}

/**
 * @param {string} key
 * @param {string | null} value null: no longer
 */
export function keep(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    if (value === null) untilLeft.delete(key);
    else untilLeft.set(key, value);
  }
}
