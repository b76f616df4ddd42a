/** @import { Placement } from '@floating-ui/dom' */
/** @import { MessageKey } from '../../i18n/translate.js' */
/** @import { IconName } from '../../common/icons.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { focusFirst, isFocusLost } from '../focus/keep_focus.js';
import { onPressBeside } from '../focus/press_beside.js';
import { RovingFocus } from '../focus/roving_focus.js';
import { placeBeside } from './place_beside.js';

const ITEMS = '[role^="menuitem"]';

/**
 * A menu as the ARIA Authoring Practices have it ("Menu Button"): it opens on its first item, the arrow keys, Home,
 * End and first letters go from item to item, Escape and Tab close it. So does a press beside it, or the button for
 * whoever has neither keys nor a pointer. It lies on a layer over the page, which keeps presses from what is below:
 * on phones at the bottom, otherwise beside the button that has opened it.
 */
export class Menu {
  element;
  /** The items go in here. */
  body;
  #heading;
  #words = create('p', { className: 'form-text menu-text' });
  #roving;
  #card;
  #placement;
  #stopPlacing = () => {};
  /** @type {HTMLElement | null} the button that has opened it */
  #opener = null;
  /** @type {Element | null} what had the focus before: that button, or another where a key has opened it */
  #before = null;
  #isOpen = false;

  /**
   * @param {{ id: string, title: MessageKey, className?: string, placement?: Placement }} options `placement`: where it is
   *   when it is beside its button
   */
  constructor({ id, title, className = '', placement = 'top' }) {
    this.#placement = placement;
    this.#heading = create('h2', { className: 'dialog-title', text: t(title), attributes: { id: `${id}-title` } });
    const attributes = { 'aria-label': t('common.close'), title: t('common.close'), tabindex: '-1' };
    const close = createButton({ className: 'btn btn-icon', attributes }, () => this.close(), icon('close'));
    const head = create('header', { className: 'dialog-head' }, this.#heading, close);
    this.#words.id = `${id}-about`;
    this.#words.hidden = true;
    this.body = create('div', {
      className: 'dialog-body',
      attributes: { role: 'menu', id: `${id}-items`, 'aria-labelledby': this.#heading.id },
    });
    this.#card = create('div', { className: `menu ${className}`.trim() }, head, this.#words, this.body);
    this.element = create('div', { className: 'menu-layer', attributes: { id, popover: '' } }, this.#card);
    this.element.hidden = true;
    this.#roving = new RovingFocus(this.body, ITEMS, { wraps: true });
    this.element.addEventListener('keydown', (event) => this.#press(event));
    onPressBeside(this.element, ({ target }) => target === this.element, () => this.close());
    // The browser closes it too: on a phone when one goes back, or because a dialog opens.
    this.element.addEventListener('toggle', (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === 'closed') this.close();
    });
    // Before the item does its work, which may well be to move the focus.
    this.body.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest(ITEMS)) this.close();
    }, { capture: true });
    (document.querySelector('main') ?? document.body).append(this.element);
  }

  /** @param {string} title in place of the one it was made with */
  setTitle(title) {
    this.#heading.textContent = title;
  }

  /** Says something over the items. @param {string} words '' for nothing */
  tell(words) {
    this.#words.textContent = words;
    this.#words.hidden = words === '';
    if (words) this.body.setAttribute('aria-describedby', this.#words.id);
    else this.body.removeAttribute('aria-describedby');
  }

  /**
   * @param {IconName} iconName
   * @param {string} words
   * @param {() => void} act
   * @param {Record<string, string>} [attributes]
   */
  addItem(iconName, words, act, attributes = {}) {
    const options = { className: 'btn control', attributes: { role: 'menuitem', ...attributes } };
    const item = createButton(options, act, icon(iconName), create('span', { text: words }));
    this.body.append(item);
    return item;
  }

  /** Has a button open it. @param {HTMLElement} button @param {() => void} [fill] before it opens */
  openBy(button, fill = () => {}) {
    button.setAttribute('aria-haspopup', 'menu');
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-controls', this.body.id);
    /** @param {'first' | 'last'} at */
    const open = (at) => {
      fill();
      this.open(button, at);
    };
    button.addEventListener('click', () => open('first'));
    button.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      open(event.key === 'ArrowDown' ? 'first' : 'last');
    });
  }

  /**
   * @param {HTMLElement} opener
   * @param {'first' | 'last'} [at] the item that gets the focus
   */
  open(opener, at = 'first') {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#opener = opener;
    this.#before = document.activeElement;
    opener.setAttribute('aria-expanded', 'true');
    this.element.hidden = false;
    // Browsers without it have the layer over the page all the same.
    this.element.showPopover?.();
    this.#stopPlacing = placeBeside(this.#card, opener, this.#placement);
    const { items } = this.#roving;
    items.at(at === 'first' ? 0 : -1)?.focus();
  }

  close() {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const hadFocus = this.element.contains(document.activeElement);
    this.#opener?.setAttribute('aria-expanded', 'false');
    this.#stopPlacing();
    this.element.hidePopover?.();
    this.element.hidden = true;
    if (hadFocus || isFocusLost()) focusFirst(this.#before, this.#opener);
  }

  /** @param {HTMLElement} opener */
  toggle(opener) {
    if (this.#isOpen) this.close();
    else this.open(opener);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    } else if (event.key === 'Tab') {
      // From the button on, where the focus is then.
      this.close();
    } else if (/^\S$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.#goTo(event.key);
    }
  }

  /** To the next item that begins with this. @param {string} letter */
  #goTo(letter) {
    const { items } = this.#roving;
    const current = items.findIndex((item) => item === document.activeElement);
    const after = [...items.slice(current + 1), ...items.slice(0, current + 1)];
    after.find((item) => nameOf(item).startsWith(letter.toLowerCase()))?.focus();
  }
}

/** @param {HTMLElement} item */
function nameOf(item) {
  return (item.getAttribute('aria-label') ?? item.textContent ?? '').trim().toLowerCase();
}
