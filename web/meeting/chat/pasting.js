import { filesIn } from './files/readable.js';

/**
 * Files that were pasted, and are to be sent. Text wins: cells of a spreadsheet come as text and as a
 * picture of it, and are meant as text.
 * @param {DataTransfer | null} clipboard
 * @returns {ReturnType<typeof filesIn> | null} null where the browser is to paste text
 */
export function pastedFiles(clipboard) {
  const found = filesIn(clipboard);
  const names = [...found.files.map(({ name }) => name), ...found.folders];
  if (names.length === 0) return null;
  const text = clipboard?.getData('text/plain') ?? '';
  return text.trim() === '' || namesThem(text, names) ? found : null;
}

/**
 * Whether a text only says which files they are: that is what file managers put beside files.
 * @param {string} text
 * @param {string[]} names
 */
export function namesThem(text, names) {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
  return lines.every((line) => names.some((name) => line === name || /[\\/]/.test(line) && lastOf(line) === name));
}

/** @param {string} path or a file:// address */
function lastOf(path) {
  const last = path.split(/[\\/]/).at(-1) ?? '';
  if (!path.startsWith('file:')) return last;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
