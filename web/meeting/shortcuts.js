/** @import { MessageKey } from '../i18n/translate.js' */
import { isOfComposition } from '../common/composing.js';
import { settings } from '../common/settings.js';
import { keyOf } from './keys.js';

/** @typedef {{ key: string, label: MessageKey, act: () => void }} Shortcut `key` as keyOf() has it */

/** Elements whose keys are for them, not for the call. */
const OTHER_PLACES = 'input, textarea, select, [contenteditable], dialog[open], [role="menu"]';

/**
 * Keys that do what the buttons do. They can be switched off (WCAG 2.1.4). A letter is soon typed where the focus
 * was thought to be in a field, so none of them does what cannot be undone, such as leaving.
 */
export class Shortcuts {
  /** @type {Map<string, Shortcut>} */
  #shortcuts = new Map();
  /** @type {() => boolean} */
  #isActive;

  /** @param {() => boolean} isActive whether there is a call that keys are for */
  constructor(isActive) {
    this.#isActive = isActive;
    addEventListener('keydown', (event) => this.#press(event));
  }

  /** All of them, for the list. */
  get all() {
    return [...this.#shortcuts.values()];
  }

  /** @param {Shortcut} shortcut in place of the one that the key had */
  add(shortcut) {
    this.#shortcuts.set(shortcut.key, shortcut);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.repeat || event.defaultPrevented || !this.isFor(event)) return;
    const shortcut = this.#shortcuts.get(keyOf(event));
    if (!shortcut) return;
    event.preventDefault();
    shortcut.act();
  }

  /** Whether a key is meant for the call: not with Ctrl, in a field or a dialog. @param {KeyboardEvent} event */
  isFor(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#isActive()) return false;
    return settings().shortcuts !== false && !isOfComposition(event) && this.isPlace(event.target);
  }

  /** Whether keys that are pressed there are meant for the call. @param {EventTarget | null} target */
  isPlace(target) {
    return !(target instanceof Element && target.closest(OTHER_PLACES));
  }
}
