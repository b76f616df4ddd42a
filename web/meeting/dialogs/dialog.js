/** @import { MessageKey } from '../../i18n/translate.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';

/** A modal dialog with a title and a button that closes it, as do Escape and a click beside it. */
export class Dialog extends EventTarget {
  element;
  /** What it is about goes in here. */
  body = create('div', { className: 'dialog-body' });
  #heading;

  /** @param {{ id: string, title: MessageKey, className?: string }} options */
  constructor({ id, title, className = '' }) {
    super();
    const heading = create('h2', { className: 'dialog-title', text: t(title), attributes: { id: `${id}-title` } });
    this.#heading = heading;
    const attributes = { 'aria-label': t('common.close'), title: t('common.close') };
    const close = createButton({ className: 'btn btn-icon', attributes }, () => this.close(), icon('close'));
    const head = create('header', { className: 'dialog-head' }, heading, close);
    this.element = create('dialog', {
      className: `dialog ${className}`.trim(),
      attributes: { id, 'aria-labelledby': heading.id },
    }, head, this.body);
    // The element itself is hit only where its content is not.
    this.element.addEventListener('click', ({ target }) => {
      if (target === this.element) this.close();
    });
    this.element.addEventListener('close', () => this.dispatchEvent(new Event('close')));
    document.body.append(this.element);
  }

  /** @param {string} title in place of the one it was made with */
  setTitle(title) {
    this.#heading.textContent = title;
  }

  get isOpen() {
    return this.element.open;
  }

  open() {
    if (this.isOpen) return;
    this.dispatchEvent(new Event('open'));
    this.element.showModal();
  }

  close() {
    this.element.close();
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }
}
