import { create } from '../../common/create.js';
import { numberIn, t } from '../../i18n/translate.js';
import { writtenText } from './chat_text.js';
import { CHAT_LIMITS } from './limits.js';

/**
 * Says under a field how long the text is when it comes near to the limit, and that it is too long.
 * @param {HTMLTextAreaElement} field
 * @param {(words: string) => void} tell has something read out
 * @returns {{ element: HTMLElement, refuses: () => boolean }} `refuses`: whether the text is too long
 *   to be sent, of which the person is told
 */
export function textCount(field, tell) {
  const element = create('p', { className: 'chat-count', attributes: { id: 'chat-count' } });
  element.hidden = true;
  let wasTooLong = false;

  const tooLong = (/** @type {number} */ excess) =>
    t('chat.too-long', { count: excess, most: numberIn(CHAT_LIMITS.text) });
  const show = () => {
    const { text: { length }, excess } = writtenText(field.value);
    const isTooLong = excess > 0;
    element.hidden = length < CHAT_LIMITS.textNearlyFull;
    element.textContent = isTooLong
      ? tooLong(excess)
      : t('chat.length', { length: numberIn(length), most: numberIn(CHAT_LIMITS.text) });
    element.classList.toggle('is-wrong', isTooLong);
    field.classList.toggle('is-invalid', isTooLong);
    field.setAttribute('aria-invalid', String(isTooLong));
    // Not with every letter: what changes all the time is not read out.
    if (isTooLong && !wasTooLong) tell(tooLong(excess));
    wasTooLong = isTooLong;
    return excess;
  };
  field.setAttribute('aria-describedby', element.id);
  field.addEventListener('input', show);
  return {
    element,
    refuses() {
      const excess = show();
      if (excess > 0) tell(tooLong(excess));
      return excess > 0;
    },
  };
}
