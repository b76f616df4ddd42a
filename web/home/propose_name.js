import { wordlist } from '@scure/bip39/wordlists/english';

/** Four of some 2,000 words: 43 bits, which nobody guesses over a network. */
const WORDS = 4;

/** Words that nobody wants in the name of a meeting. */
const UNFIT = new Set(wordsOf(`abuse accuse addict alcohol anger angry anxiety assault blame bomb broken cancel crash crime
  cruel crush cry damage danger deny depend destroy devote disease dumb enemy evil exile fail fat fatal fatigue fault fever
  fight guilt gun hazard hurt idle ill kidnap kill lawsuit lie liar mad misery murder naive nasty orphan panic
  pistol poverty prison punch punish reject riot rude sad scare shoot sick slave stupid suffer suspect thief threat tobacco
  toxic tragic trap trash trouble ugly unfair useless vicious victim virus war weapon wrong zombie`));

/** The words to choose from: no two begin with the same four letters. */
export const WORD_LIST = wordlist.filter((word) => !UNFIT.has(word));

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

/** @param {string} text */
function wordsOf(text) {
  return text.split(/\s+/);
}
