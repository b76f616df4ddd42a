import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { colourOf, initialsOf } from '../stage/initials.js';

/**
 * What a line of the list says of somebody.
 * @typedef {object} Person
 * @property {string} name
 * @property {string} [label] what is written, where that is not the name
 * @property {boolean} isHost
 * @property {boolean} microphone
 * @property {boolean} camera
 * @property {string} [problem]
 * @property {(() => void) | null} [options] opens what a host can do about them
 */

/** One line of the list; it stays the same element, so that nobody loses the focus by a change. */
export class PersonRow {
  element = create('li', { className: 'person' });
  #said = '';
  /** @type {() => void} */
  #open = () => {};

  /** @param {Person} person */
  update(person) {
    const { options = null, ...rest } = person;
    this.#open = options ?? (() => {});
    const said = JSON.stringify([rest, options !== null]);
    if (said === this.#said) return;
    this.#said = said;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...this.#parts(rest, options !== null));
    if (hadFocus) this.element.querySelector('button')?.focus();
  }

  /** @param {Person} person @param {boolean} hasOptions */
  #parts({ name, label = name, isHost, microphone, camera, problem = '' }, hasOptions) {
    /** @type {HTMLElement[]} */
    const parts = [avatarOf(name), create('span', { className: 'person-name', text: label, attributes: { dir: 'auto' } })];
    if (isHost) parts.push(create('span', { className: 'person-badge', text: t('host.badge') }));
    if (problem) parts.push(create('span', { className: 'person-problem', text: problem }));
    if (!microphone) parts.push(sign('microphone-off', t('tile.microphone-off')));
    if (!camera) parts.push(sign('camera-off', t('tile.camera-off')));
    if (hasOptions) {
      const words = t('host.options', { name });
      const attributes = { 'aria-label': words, title: words, 'aria-haspopup': 'dialog' };
      parts.push(createButton({ className: 'btn btn-icon', attributes }, () => this.#open(), icon('more')));
    }
    return parts;
  }
}

/** @param {string} name */
export function avatarOf(name) {
  const avatar = create('span', { className: 'tile-avatar person-avatar', text: initialsOf(name) });
  avatar.dataset.colour = String(colourOf(name));
  avatar.setAttribute('aria-hidden', 'true');
  return avatar;
}

/**
 * @param {'microphone-off' | 'camera-off'} name
 * @param {string} words
 */
function sign(name, words) {
  const hidden = create('span', { className: 'visually-hidden', text: words });
  return create('span', { className: 'person-sign', attributes: { title: words } }, icon(name), hidden);
}
