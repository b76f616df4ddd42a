import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { LONGEST_TEXT } from './chat_text.js';

/**
 * The field to write in, with the buttons that send and that attach files.
 * @param {{ say: (text: string) => boolean, share: (files: File[]) => void }} actions
 * @returns {{ element: HTMLElement, field: HTMLTextAreaElement }}
 */
export function composer({ say, share }) {
  const field = create('textarea', {
    className: 'form-control chat-field',
    attributes: {
      id: 'chat-field',
      rows: '1',
      maxlength: String(LONGEST_TEXT),
      'aria-label': t('chat.write'),
      placeholder: t('chat.write'),
      dir: 'auto',
    },
  });
  const chooser = create('input', { attributes: { type: 'file', multiple: '', id: 'chat-files' } });
  chooser.hidden = true;
  chooser.addEventListener('change', () => {
    share([...(chooser.files ?? [])]);
    chooser.value = '';
  });
  const send = () => {
    if (say(field.value)) field.value = '';
    field.focus();
  };
  field.addEventListener('keydown', (event) => {
    // While a word is composed, as in Chinese or Japanese, Enter belongs to that.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  field.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    share(files);
  });
  const attach = iconButton('file', t('chat.attach'), () => chooser.click());
  const element = create('div', { className: 'chat-composer' }, attach, field, iconButton('send', t('chat.send'), send), chooser);
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
