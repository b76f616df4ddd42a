// Normalizes names as the server does (PROTOCOL.md, "Names"), so that a page shows them as others see them.
// The server decides; it drops anything that this lets through by mistake.

import { toWellFormed } from '../platform/well_formed.js';

const SPACES = /[\p{Z}\u2800]+/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF0-\uFFFB]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}\p{C}]/u;
const MARKS = /[\p{M}\u{1F3FB}-\u{1F3FF}]+$/u;
const JOINER = '\u200D';
const NON_JOINER = '\u200C';
/** The letters of the scripts in which people write names. */
const VIRAMA = new RegExp(
  '[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D3B\\u0D3C\\u0D4D\\u0DCA\\u0E3A\\u0EBA\\u0F84'
  + '\\u1039\\u103A\\u1714\\u1734\\u17D2\\u1A60\\u1B44\\u1BAA\\u1BAB\\uA806\\uA8C4\\uA953\\uA9C0\\uAAF6\\uABED]$', 'u');
const JOINING_END = /[\p{Script=Arab}\p{Script=Syrc}\p{Script=Mand}]\p{M}*$/u;
const JOINING_START = /^\p{M}*[\p{Script=Arab}\p{Script=Syrc}\p{Script=Mand}]/u;
const EMOJI_END = /\p{Extended_Pictographic}$/u;
const EMOJI_START = /^\p{Extended_Pictographic}/u;
const SELECTOR = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;
const SELECTABLE_END = /[\p{Extended_Pictographic}\p{Ideographic}]$/u;
const TAG = /[\u{E0020}-\u{E007F}]/u;
const FLAG_END = /\u{1F3F4}[\u{E0020}-\u{E007E}]*$/u;
const FLAG_START = /^[\u{E0020}-\u{E007E}]*\u{E007F}/u;
const MONGOLIAN_SELECTOR = /[\u180B-\u180D\u180F]/;
const MONGOLIAN_END = /[\u1820-\u18AA]$/;

/**
 * The name as the server writes it: two that look the same are the same. '' if nothing of it is visible.
 * @param {string} name
 * @returns {string}
 */
export function spelled(name) {
  let text = name.normalize('NFC');
  // Removing an invisible character can reorder the marks around it, and so make another one useless.
  for (let before = ''; text !== before;) {
    before = text;
    text = withoutExtras(text);
  }
  return hasSomethingToSee(text) ? text : '';
}

/** @param {string} text in form C */
function withoutExtras(text) {
  // A joining character has no effect next to a space.
  const words = text.replace(SPACES, ' ').split(' ').map(withoutInvisible);
  return words.filter(Boolean).join(' ').normalize('NFC');
}

/** True if the text contains a letter, digit, punctuation mark or symbol. @param {string} text */
export function hasSomethingToSee(text) {
  return [...text].some((character) => VISIBLE.test(character) && !INVISIBLE.test(character) && character !== '\u2800');
}

/**
 * The same for a room name from a page. It may have no visible character; the core then reports the error.
 * @param {string} name
 * @returns {string}
 */
export function roomNameOf(name) {
  const text = toWellFormed(name);
  return spelled(text) || text;
}

/** @param {string} word */
function withoutInvisible(word) {
  if (!INVISIBLE.test(word)) return word;
  let kept = '';
  let at = 0;
  for (const character of word) {
    at += character.length;
    if (!INVISIBLE.test(character) || counts(character, kept, word.slice(at))) kept += character;
  }
  return kept;
}

/**
 * True if an invisible character changes how those around it look.
 * @param {string} character
 * @param {string} before
 * @param {string} after
 */
function counts(character, before, after) {
  if (character === JOINER) {
    return VIRAMA.test(before) || (EMOJI_END.test(before.replace(MARKS, '')) && EMOJI_START.test(after));
  }
  if (character === NON_JOINER) {
    return VIRAMA.test(before) || (JOINING_END.test(before) && JOINING_START.test(after));
  }
  if (SELECTOR.test(character)) return SELECTABLE_END.test(before) || after.startsWith('\u20E3');
  if (character === '\u{E007F}') return FLAG_END.test(before) && TAG.test(before.slice(-2));
  if (TAG.test(character)) return FLAG_END.test(before) && FLAG_START.test(after);
  return MONGOLIAN_SELECTOR.test(character) && MONGOLIAN_END.test(before);
}
