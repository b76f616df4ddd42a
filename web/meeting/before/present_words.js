import { listIn, t } from '../../i18n/translate.js';

/** So many are named; of the others only the number is told. */
const MOST_NAMED = 3;

/**
 * Who is in the room already, in words.
 * @param {string[]} names
 * @returns {string}
 */
export function presentWords(names) {
  const count = names.length;
  if (count === 0) return t('before.nobody');
  // With one left over, that one can as well be named.
  if (count <= MOST_NAMED + 1) return t('before.here', { count, names: listIn(names) });
  return t('before.many-here', { names: names.slice(0, MOST_NAMED).join(', '), count: count - MOST_NAMED });
}
