import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { numberIn, t } from '../../i18n/translate.js';
import { handSign } from '../hands/hand_sign.js';
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
 * @property {number} [hand] its number among the raised ones, from 1; 0 where it is down
 * @property {number} [volume] at which they are heard, if that is not the whole, from 0 to 1
 * @property {() => void} show brings their tile into view
 * @property {((opener: HTMLElement) => void) | null} [options] opens what can be done about them
 */

/** One line of the list; it and its button stay the same elements, so that nobody loses the focus by a change. */
export class PersonRow {
  element = create('li', { className: 'person' });
  #avatar = create('span', { className: 'person-about' });
  #about = create('span', { className: 'person-about' });
  #said = '';
  /** @type {() => void} */
  #show = () => {};
  #name = createButton({ className: 'person-name', attributes: { dir: 'auto' } }, () => this.#show());
  /** @type {(opener: HTMLElement) => void} */
  #open = () => {};
  #button = createButton({
    className: 'btn btn-icon',
    attributes: { 'aria-haspopup': 'menu', 'aria-expanded': 'false' },
  }, () => this.#open(this.#button), icon('more'));

  constructor() {
    this.element.append(this.#avatar, this.#name, this.#about, this.#button);
  }

  /** @param {Person} person */
  update(person) {
    const { options = null, show, ...rest } = person;
    this.#open = options ?? (() => {});
    this.#show = show;
    this.#button.hidden = options === null;
    const said = JSON.stringify(rest);
    if (said === this.#said) return;
    this.#said = said;
    const words = t('host.options', { name: person.name });
    this.#button.setAttribute('aria-label', words);
    this.#button.title = words;
    const { name, label = name } = person;
    this.#avatar.replaceChildren(avatarOf(name));
    this.#name.textContent = label;
    this.#name.title = t('people.show', { name });
    this.#about.replaceChildren(...this.#parts(rest));
  }

  /** @param {Omit<Person, 'show'>} person */
  #parts({ isHost, microphone, camera, problem = '', hand = 0, volume = 1 }) {
    /** @type {HTMLElement[]} */
    const parts = [];
    if (hand > 0) parts.push(handSign(hand));
    if (isHost) parts.push(create('span', { className: 'person-badge', text: t('host.badge') }));
    if (problem) parts.push(create('span', { className: 'person-problem', text: problem }));
    if (volume < 1) parts.push(volumeSign(volume));
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

/** @param {number} volume */
function volumeSign(volume) {
  const level = numberIn(volume, { style: 'percent' });
  const words = create('span', { className: 'visually-hidden', text: t('volume.is', { level }) });
  const shown = create('span', { text: level, attributes: { 'aria-hidden': 'true' } });
  return create('span', { className: 'person-sign person-volume', attributes: { title: t('volume.is', { level }) } },
    icon('speaker'), shown, words);
}

/**
 * @param {'microphone-off' | 'camera-off'} name
 * @param {string} words
 */
function sign(name, words) {
  const hidden = create('span', { className: 'visually-hidden', text: words });
  return create('span', { className: 'person-sign', attributes: { title: words } }, icon(name), hidden);
}
