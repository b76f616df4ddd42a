/** @import { MessageKey } from '../i18n/translate.js' */
import { settings } from '../common/settings.js';

/** @typedef {{ key: string, label: MessageKey, act: () => void }} Shortcut `key` as KeyboardEvent has it */

/** Keys that do what the buttons do. They can be switched off (WCAG 2.1.4). */
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
    const shortcut = this.#shortcuts.get(event.key.toLowerCase());
    if (!shortcut) return;
    event.preventDefault();
    shortcut.act();
  }

  /** Whether a key is meant for the call: not with Ctrl, in a field or a dialog. @param {KeyboardEvent} event */
  isFor(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#isActive()) return false;
    if (settings().shortcuts === false) return false;
    const { target } = event;
    if (!(target instanceof Element)) return true;
    return !target.closest('input, textarea, select, [contenteditable], dialog[open]');
  }
}
