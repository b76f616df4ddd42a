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

/**
 * How many people the room takes, in words; '' while there is room for many more.
 * @param {number} count how many there are
 * @param {number | null} most null if that is not known
 * @returns {string}
 */
export function roomWords(count, most) {
  if (most === null || count * 2 < most) return '';
  return t(count < most ? 'before.room-for' : 'before.full', { count: most });
}
