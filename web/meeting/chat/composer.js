/** @import { filesIn } from './files/readable.js' */
import { isOfComposition } from '../../common/composing.js';
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { pastedFiles } from './pasting.js';
import { textCount } from './text_count.js';

/**
 * The field to write in, with the buttons that send and that attach files.
 * @param {{ say: (text: string) => boolean, share: (files: File[]) => void, tell: (words: string) => void,
 *   paste: (pasted: ReturnType<typeof filesIn>) => void }} actions `share`: what was chosen; `tell`: have it
 *   read out
 * @returns {{ element: HTMLElement, field: HTMLTextAreaElement }}
 */
export function composer({ say, share, paste, tell }) {
  const field = create('textarea', {
    className: 'form-control chat-field',
    attributes: {
      id: 'chat-field',
      rows: '1',
      'aria-label': t('chat.write'),
      placeholder: t('chat.write'),
      dir: 'auto',
    },
  });
  const count = textCount(field, tell);
  const chooser = create('input', { attributes: { type: 'file', multiple: '', id: 'chat-files' } });
  chooser.hidden = true;
  chooser.addEventListener('change', () => {
    share([...(chooser.files ?? [])]);
    chooser.value = '';
  });
  const send = () => {
    if (!count.refuses() && say(field.value)) {
      field.value = '';
      field.dispatchEvent(new Event('input'));
    }
    field.focus();
  };
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || isOfComposition(event)) return;
    event.preventDefault();
    send();
  });
  field.addEventListener('paste', (event) => {
    const pasted = pastedFiles(event.clipboardData);
    if (!pasted) return;
    event.preventDefault();
    paste(pasted);
  });
  const attach = iconButton('file', t('chat.attach'), () => chooser.click());
  const element = create('div', { className: 'chat-composer' },
    count.element, attach, field, iconButton('send', t('chat.send'), send), chooser);
  return { element, field };
}

/**
 * @param {Parameters<typeof icon>[0]} name
 * @param {string} label
 * @param {() => void} act
 */
function iconButton(name, label, act) {
  const attributes = { 'aria-label': label, title: label, id: `chat-${name}` };
  return createButton({ className: 'btn btn-icon', attributes }, act, icon(name));
}
