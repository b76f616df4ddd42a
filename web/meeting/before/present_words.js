import { listIn, t } from '../../i18n/translate.js';

/** How many people are named; for the others only the number is shown. */
const MOST_NAMED = 3;

/**
 * Who is in the room already, in words.
 * @param {string[] | null} names null if only their number is known
 * @param {number} count how many there are
 * @returns {string}
 */
export function presentWords(names, count) {
  if (count === 0) return t('before.nobody');
  if (!names) return t('before.count-here', { count });
  // If only one is left over, name that one too.
  if (count <= MOST_NAMED + 1) return t('before.here', { count, names: listIn(names) });
  return t('before.many-here', { names: names.slice(0, MOST_NAMED).join(', '), count: count - MOST_NAMED });
}
