/** @import { MessageKey } from '../../i18n/translate.js' */
/** @import { IconName } from '../../common/icons.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { keepFocus } from '../focus/keep_focus.js';

/**
 * The description of a button in the bar.
 * @typedef {object} ControlDescription
 * @property {string} id of its element
 * @property {IconName} icon
 * @property {MessageKey} label what it is called, such as "Chat"
 * @property {() => void} act
 * @property {string} [key] that does the same
 * @property {'dialog' | 'menu'} [opens] what a press brings up
 * @property {'always' | 'wide' | 'menu'} place in the bar always, there but on phones, or under "more"
 * @property {number} order from left to right; the microphone is 0, "leave" comes last
 */

/**
 * A button's state; omitted fields do not change.
 * @typedef {object} ControlState
 * @property {IconName} [icon]
 * @property {boolean} [pressed] for one that switches something
 * @property {string} [state] in words, such as "3 unread", read after its name
 * @property {string} [action] what a press does, such as "Stop sharing"
 * @property {number} [badge] a number beside it; 0 for none
 * @property {boolean} [news] the number is of something that waits for the person
 * @property {boolean} [hidden]
 */

/** A button of the bar, or of the menu behind "more". */
export class Control {
  button;
  place;
  order;
  #description;
  #icon;
  #state = create('span', { className: 'visually-hidden' });
  #badge = create('span', { className: 'control-badge', attributes: { 'aria-hidden': 'true' } });
  /** @type {boolean | undefined} for one that switches something */
  #pressed;
  #isInMenu = false;

  /** @param {ControlDescription} description */
  constructor(description) {
    this.#description = description;
    this.place = description.place;
    this.order = description.order;
    this.#icon = icon(description.icon);
    const label = create('span', { className: 'control-label', text: t(description.label) });
    this.#badge.hidden = true;
    const options = { className: 'btn control', attributes: { id: description.id } };
    this.button = createButton(options, description.act, this.#icon, label, this.#state, this.#badge);
    if (description.opens) this.button.setAttribute('aria-haspopup', description.opens);
    this.set({});
  }

  /** @param {ControlState} state */
  set({ icon: iconName, pressed, state, action, badge, news, hidden }) {
    const { button } = this;
    const name = t(this.#description.label);
    if (iconName) this.#redraw(iconName);
    if (pressed !== undefined) {
      this.#pressed = pressed;
      this.#describe();
    }
    if (state !== undefined) this.#state.textContent = state ? `, ${state}` : '';
    if (badge !== undefined) {
      this.#badge.hidden = badge === 0;
      this.#badge.textContent = badge > 99 ? '99+' : String(badge);
    }
    if (news !== undefined) button.classList.toggle('has-news', news);
    if (hidden !== undefined && hidden !== button.hidden) {
      keepFocus(button.parentElement, () => {
        button.hidden = hidden;
      });
    }
    if (action !== undefined || !button.title) button.title = this.#withKey(action ?? name);
  }

  /** Says that it is one of a menu's items from now on, or a button of the bar. @param {boolean} isInMenu */
  setInMenu(isInMenu) {
    this.#isInMenu = isInMenu;
    this.#describe();
  }

  /** A menu has no buttons but items, of which some are checked instead of pressed. */
  #describe() {
    const { button } = this;
    const isSwitch = this.#pressed !== undefined;
    const [state, other] = this.#isInMenu ? ['aria-checked', 'aria-pressed'] : ['aria-pressed', 'aria-checked'];
    button.removeAttribute(other);
    if (isSwitch) button.setAttribute(state, String(this.#pressed));
    if (this.#isInMenu) button.setAttribute('role', isSwitch ? 'menuitemcheckbox' : 'menuitem');
    else for (const attribute of ['role', 'tabindex']) button.removeAttribute(attribute);
  }

  /** @param {string} words */
  #withKey(words) {
    const { key } = this.#description;
    return key ? t('controls.with-key', { action: words, key: key.toUpperCase() }) : words;
  }

  /** @param {IconName} name */
  #redraw(name) {
    const drawn = icon(name);
    this.#icon.replaceWith(drawn);
    this.#icon = drawn;
  }
}
