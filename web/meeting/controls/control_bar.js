/** @import { ControlDescription } from './control.js' */
/** @import { Shortcuts } from '../shortcuts.js' */
import { Dialog } from '../dialogs/dialog.js';
import { Control } from './control.js';

/** As the stylesheets have it. */
const NARROW = '(max-width: 767px)';

/**
 * The bar of the call. Features add their buttons; what a phone has no room for goes to the menu
 * behind "more".
 */
export class ControlBar {
  #bar;
  #shortcuts;
  /** @type {Control[]} */
  #controls = [];
  #narrow = matchMedia(NARROW);
  #menu = new Dialog({ id: 'more-menu', title: 'controls.more', className: 'menu' });
  #more;

  /**
   * @param {HTMLElement} bar with the buttons for the devices and for leaving
   * @param {Shortcuts} shortcuts
   */
  constructor(bar, shortcuts) {
    this.#bar = bar;
    this.#shortcuts = shortcuts;
    this.#more = new Control({
      id: 'more',
      icon: 'more',
      label: 'controls.more',
      act: () => this.#menu.toggle(),
      place: 'always',
      order: 900,
    });
    this.#more.button.setAttribute('aria-haspopup', 'dialog');
    this.#controls.push(this.#more);
    // Whatever is chosen there, the menu has done its work.
    this.#menu.body.addEventListener('click', () => this.#menu.close());
    this.#narrow.addEventListener('change', () => this.#place());
    this.#place();
  }

  /**
   * @param {ControlDescription} description
   * @returns {Control}
   */
  add(description) {
    const control = new Control(description);
    this.#controls.push(control);
    const { key, label, act } = description;
    if (key) {
      const press = () => {
        if (!control.button.hidden) act();
      };
      this.#shortcuts.add({ key, label, act: press });
    }
    this.#place();
    return control;
  }

  #place() {
    this.#controls.sort((left, right) => left.order - right.order);
    const last = this.#bar.querySelector('.join-leave');
    for (const { button, place } of this.#controls) {
      const inBar = place === 'always' || (place === 'wide' && !this.#narrow.matches);
      if (inBar) this.#bar.insertBefore(button, last);
      else this.#menu.body.append(button);
    }
    this.#more.button.hidden = this.#menu.body.childElementCount === 0;
  }
}
