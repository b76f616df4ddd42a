/** @import { MessageKey } from '../../i18n/translate.js' */
import { isOfComposition } from '../../common/composing.js';
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { focusFirst } from '../focus/keep_focus.js';

/**
 * A panel next to the stage.
 * @typedef {object} Panel
 * @property {string} id
 * @property {MessageKey} title
 * @property {HTMLElement} element its content
 * @property {() => void} [opened] after it has come to be seen; may move the focus into it
 */

/** The area beside the stage, over it on phones: one panel at a time. Tells "change". */
export class PanelArea extends EventTarget {
  #place;
  #title = create('h2', { className: 'side-title', attributes: { id: 'side-title', tabindex: '-1' } });
  #content = create('div', { className: 'side-content' });
  /** @type {Map<string, Panel>} */
  #panels = new Map();
  /** @type {string | null} */
  #current = null;
  /** @type {Element | null} what had the focus before */
  #opener = null;

  /** @param {HTMLElement} place */
  constructor(place) {
    super();
    this.#place = place;
    const attributes = { 'aria-label': t('common.close'), title: t('common.close'), id: 'side-close' };
    const close = createButton({ className: 'btn btn-icon', attributes }, () => this.close(), icon('close'));
    place.append(create('header', { className: 'side-head' }, this.#title, close), this.#content);
    place.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isOfComposition(event)) return;
      event.preventDefault();
      this.close();
    });
  }

  /** @param {Panel} panel */
  add(panel) {
    panel.element.hidden = true;
    this.#panels.set(panel.id, panel);
    this.#content.append(panel.element);
  }

  /** The id of the panel that is seen. */
  get current() {
    return this.#current;
  }

  /** @param {string} id */
  open(id) {
    const panel = this.#panels.get(id);
    if (!panel || this.#current === id) return;
    if (this.#current === null) this.#opener = document.activeElement;
    this.#current = id;
    for (const other of this.#panels.values()) other.element.hidden = other !== panel;
    this.#title.textContent = t(panel.title);
    this.#place.hidden = false;
    document.body.dataset.panel = id;
    this.#title.focus();
    panel.opened?.();
    this.dispatchEvent(new Event('change'));
  }

  close() {
    if (this.#current === null) return;
    const hadFocus = this.#place.contains(document.activeElement);
    this.#current = null;
    this.#place.hidden = true;
    delete document.body.dataset.panel;
    // The opener may have gone, or was nothing but the page.
    if (hadFocus) focusFirst(this.#opener);
    this.dispatchEvent(new Event('change'));
  }

  /** @param {string} id */
  toggle(id) {
    if (this.#current === id) this.close();
    else this.open(id);
  }
}
