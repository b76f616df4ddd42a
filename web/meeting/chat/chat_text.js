/** Characters of one message. */
export const LONGEST_TEXT = 4000;

// Those that turn the writing direction of what follows, those that are not seen, and halves of
// characters; a line break and a tab may stay (Unicode TR 36, section 2.5; TR 9).
const UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Cs}]/gu;

const ADDRESS = /https?:\/\/[^\s<>"']+/giu;

/** What may follow an address in a sentence, and is not meant to be of it. */
const TRAILING = /[.,:;!?)\]}]+$/u;

/**
 * A text as it may be shown: without what changes how other text looks, and not too long.
 * @param {unknown} text
 * @returns {string} '' where nothing is left
 */
export function cleanText(text) {
  if (typeof text !== 'string') return '';
  return text.slice(0, LONGEST_TEXT).replaceAll('\r\n', '\n').replace(UNSEEN, '').trim();
}

/**
 * The parts of a text, of which some are addresses.
 * @param {string} text
 * @returns {{ text: string, href?: string }[]}
 */
export function partsOf(text) {
  /** @type {{ text: string, href?: string }[]} */
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TRAILING, '');
    const href = webAddress(address);
    if (href === null) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** @param {string} address */
function webAddress(address) {
  try {
    const { username, href } = new URL(address);
    // "https://bank.example@evil.example" says something else than it looks like.
    return username === '' ? href : null;
  } catch {
    return null;
  }
}
