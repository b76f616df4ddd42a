import { WORD_LIST } from '../common/word_list.js';

/** Four of some 2,000 words: 43 bits, which nobody guesses over a network. */
const WORDS = 4;

/**
 * A room's name that is hard to guess and easy to say, such as "amber-lion-quiet-river".
 * @returns {string}
 */
export function proposeRoomName() {
  return Array.from({ length: WORDS }, () => WORD_LIST[randomBelow(WORD_LIST.length)]).join('-');
}

/** @param {number} limit at most 65536 */
function randomBelow(limit) {
  // A remainder would prefer some words.
  const usable = 65536 - (65536 % limit);
  for (;;) {
    const [value] = crypto.getRandomValues(new Uint16Array(1));
    if (value < usable) return value % limit;
  }
}
