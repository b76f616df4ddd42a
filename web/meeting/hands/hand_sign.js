import { create } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { numberIn, t } from '../../i18n/translate.js';

/**
 * A raised hand, with its number in the queue.
 * @param {number} place from 1
 * @returns {HTMLElement}
 */
export function handSign(place) {
  const words = create('span', { className: 'visually-hidden', text: t('hand.place', { place }) });
  const number = create('span', { text: numberIn(place), attributes: { 'aria-hidden': 'true' } });
  return create('span', { className: 'hand-sign', attributes: { title: t('hand.place', { place }) } }, icon('hand'), number, words);
}
