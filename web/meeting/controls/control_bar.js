/** @import { ControlDescription } from './control.js' */
/** @import { Shortcuts } from '../shortcuts.js' */
import { keepFocus } from '../focus/keep_focus.js';
import { Menu } from '../menus/menu.js';
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
  #menu = new Menu({ id: 'more-menu', title: 'controls.more' });
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
      act: () => {},
      place: 'always',
      order: 900,
    });
    this.#menu.openBy(this.#more.button);
    this.#controls.push(this.#more);
    this.#narrow.addEventListener('change', () => {
      // It would change while someone uses it.
      this.#menu.close();
      keepFocus(this.#bar, () => this.#place(), () => this.#more.button);
    });
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
    for (const control of this.#controls) {
      const { button, place } = control;
      const isInBar = place === 'always' || (place === 'wide' && !this.#narrow.matches);
      if (isInBar) this.#bar.insertBefore(button, last);
      else this.#menu.body.append(button);
      control.setInMenu(!isInBar);
    }
    this.#more.button.hidden = this.#menu.body.childElementCount === 0;
  }
}
