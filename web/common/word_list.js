import { wordlist } from '@scure/bip39/wordlists/english';

/** Words that nobody wants in the name of a meeting. */
const UNFIT = new Set(wordsOf(`abuse accuse addict alcohol anger angry anxiety assault blame bomb broken cancel crash crime
  cruel crush cry damage danger deny depend destroy devote disease dumb enemy evil exile fail fat fatal fatigue fault fever
  fight guilt gun hazard hurt idle ill kidnap kill lawsuit lie liar mad misery murder naive nasty orphan panic
  pistol poverty prison punch punish reject riot rude sad scare shoot sick slave stupid suffer suspect thief threat tobacco
  toxic tragic trap trash trouble ugly unfair useless vicious victim virus war weapon wrong zombie`));

/** The words to choose from: no two begin with the same four letters. */
export const WORD_LIST = wordlist.filter((word) => !UNFIT.has(word));

/** @param {string} text */
function wordsOf(text) {
  return text.split(/\s+/);
}
