/** @import { MessageKey } from '../../i18n/translate.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { focusFirst, isFocusLost } from '../focus/keep_focus.js';
import { onPressBeside } from '../focus/press_beside.js';

/** What gets the focus: the element that the dialog names, or else its first field or button. */
const FIRST = [
  '[autofocus]',
  '.dialog-body[tabindex="0"], .dialog-body :is(button, input, select, textarea, a[href], [tabindex="0"]):not(:disabled)',
];

/** A modal dialog with a title and a button that closes it, as do Escape and a press beside it. */
export class Dialog extends EventTarget {
  element;
  /** What it is about goes in here. */
  body = create('div', { className: 'dialog-body' });
  #heading;

  /** @param {{ id: string, title: MessageKey, className?: string }} options */
  constructor({ id, title, className = '' }) {
    super();
    const heading = create('h2', {
      className: 'dialog-title',
      text: t(title),
      attributes: { id: `${id}-title`, tabindex: '-1' },
    });
    this.#heading = heading;
    const attributes = { 'aria-label': t('common.close'), title: t('common.close') };
    const close = createButton({ className: 'btn btn-icon', attributes }, () => this.close(), icon('close'));
    const head = create('header', { className: 'dialog-head' }, heading, close);
    this.element = create('dialog', {
      className: `dialog ${className}`.trim(),
      attributes: { id, 'aria-labelledby': heading.id },
    }, head, this.body);
    onPressBeside(this.element, (event) => isOutside(this.element, event), () => this.close());
    this.element.addEventListener('close', () => {
      this.dispatchEvent(new Event('close'));
      // The browser gives the focus back, but not to what has gone meanwhile.
      if (isFocusLost() && !document.querySelector('dialog[open]')) focusFirst();
    });
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
    // The browser would take the button that closes it.
    focusFirst(...FIRST.flatMap((selector) => [...this.element.querySelectorAll(selector)]), this.#heading);
  }

  close() {
    this.element.close();
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }
}

/**
 * Whether a press was beside the dialog: what is beside belongs to its element too, as its backdrop.
 * @param {HTMLElement} element
 * @param {MouseEvent} event
 */
function isOutside(element, { target, clientX, clientY }) {
  if (target !== element) return false;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
