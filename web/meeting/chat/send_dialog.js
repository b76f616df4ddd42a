import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from '../dialogs/dialog.js';
import { sizeWords } from './file_view.js';

/** Shows what was pasted before it goes to everyone. */
export class SendDialog {
  #dialog = new Dialog({ id: 'send-files', title: 'chat.send-title' });
  #list = create('ul', { className: 'send-files', attributes: { role: 'list' } });
  #send = createButton({ className: 'btn btn-primary', text: t('chat.send'), attributes: { id: 'send-files-send' } },
    () => this.#accept());
  /** @type {File[]} */
  #files = [];
  #act;

  /** @param {{ send: (files: File[]) => void, closed: () => void }} act */
  constructor(act) {
    this.#act = act;
    const cancel = createButton({ className: 'btn btn-quiet', text: t('chat.cancel') }, () => this.#dialog.close());
    const buttons = create('div', { className: 'send-actions' }, cancel, this.#send);
    this.#dialog.body.append(this.#list, buttons);
    this.#dialog.addEventListener('close', () => {
      this.#empty();
      act.closed();
    });
  }

  /** @param {File[]} files */
  open(files) {
    this.#files = files;
    this.#list.replaceChildren(...files.map(fileLine));
    this.#dialog.open();
    this.#send.focus();
  }

  /** Without sending anything. */
  close() {
    if (this.#dialog.isOpen) this.#dialog.close();
  }

  #accept() {
    const files = this.#files;
    this.#dialog.close();
    this.#act.send(files);
  }

  #empty() {
    for (const { src } of this.#list.querySelectorAll('img')) URL.revokeObjectURL(src);
    this.#list.replaceChildren();
    this.#files = [];
  }
}

/** @param {File} file */
function fileLine(file) {
  const { name, size, type } = file;
  const about = create('p', { className: 'send-file-about' },
    create('span', { text: name, attributes: { dir: 'auto' } }),
    create('span', { className: 'chat-file-size', text: sizeWords(size) }));
  const line = create('li', { className: 'send-file' }, icon('file'), about);
  if (!type.startsWith('image/')) return line;
  const picture = create('img', { attributes: { src: URL.createObjectURL(file), alt: name } });
  // What only calls itself a picture is shown as a file.
  picture.addEventListener('error', () => picture.remove());
  line.prepend(picture);
  return line;
}
