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
 * @property {((opener: HTMLElement) => void) | null} [options] opens what can be done about them
 */

/** One line of the list; it and its button stay the same elements, so that nobody loses the focus by a change. */
export class PersonRow {
  element = create('li', { className: 'person' });
  #about = create('span', { className: 'person-about' });
  #said = '';
  /** @type {(opener: HTMLElement) => void} */
  #open = () => {};
  #button = createButton({
    className: 'btn btn-icon',
    attributes: { 'aria-haspopup': 'menu', 'aria-expanded': 'false' },
  }, () => this.#open(this.#button), icon('more'));

  constructor() {
    this.element.append(this.#about, this.#button);
  }

  /** @param {Person} person */
  update(person) {
    const { options = null, ...rest } = person;
    this.#open = options ?? (() => {});
    this.#button.hidden = options === null;
    const said = JSON.stringify(rest);
    if (said === this.#said) return;
    this.#said = said;
    const words = t('host.options', { name: person.name });
    this.#button.setAttribute('aria-label', words);
    this.#button.title = words;
    this.#about.replaceChildren(...this.#parts(rest));
  }

  /** @param {Person} person */
  #parts({ name, label = name, isHost, microphone, camera, problem = '' }) {
    /** @type {HTMLElement[]} */
    const parts = [avatarOf(name), create('span', { className: 'person-name', text: label, attributes: { dir: 'auto' } })];
    if (isHost) parts.push(create('span', { className: 'person-badge', text: t('host.badge') }));
    if (problem) parts.push(create('span', { className: 'person-problem', text: problem }));
    if (!microphone) parts.push(sign('microphone-off', t('tile.microphone-off')));
    if (!camera) parts.push(sign('camera-off', t('tile.camera-off')));
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
