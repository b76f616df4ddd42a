/** @typedef {{ attach(): HTMLMediaElement, detach(): HTMLMediaElement[] }} Attachable */
import { icon } from '../common/icons.js';
import { t } from '../i18n/translate.js';
import { colourOf, initialsOf } from './initials.js';

/** What is seen of one participant: picture or initials, the name, whether the microphone is on. */
export class Tile {
  element = document.createElement('li');
  #avatar = document.createElement('span');
  #label = document.createElement('span');
  #muted = document.createElement('span');
  #connection = document.createElement('span');
  /** @type {Record<'audio' | 'video', Attachable | null>} */
  #tracks = { audio: null, video: null };

  constructor() {
    this.element.className = 'tile';
    this.#avatar.className = 'tile-avatar';
    this.#avatar.setAttribute('aria-hidden', 'true');
    this.#label.className = 'tile-name';
    this.#muted.className = 'tile-muted';
    const words = document.createElement('span');
    words.className = 'visually-hidden';
    words.textContent = t('tile.microphone-off');
    this.#muted.append(icon('microphone-off'), words);
    const caption = document.createElement('div');
    caption.className = 'tile-caption';
    this.#connection.className = 'tile-connection';
    this.#connection.hidden = true;
    caption.append(this.#muted, this.#label, this.#connection);
    this.element.append(this.#avatar, caption);
    this.setMicrophone(false);
    this.setCamera(false);
  }

  /**
   * @param {string} name whose initials and colour the avatar has
   * @param {string} [label] what is written, where that is not the name
   */
  setName(name, label = name) {
    this.#label.textContent = label;
    this.#label.title = label;
    this.#avatar.textContent = initialsOf(name);
    this.#avatar.dataset.colour = String(colourOf(name));
  }

  /** @param {string} words what is wrong with the connection, '' for nothing */
  setConnection(words) {
    this.#connection.textContent = words;
    this.#connection.hidden = words === '';
  }

  /** @param {boolean} on */
  setMicrophone(on) {
    this.#muted.hidden = on;
  }

  /** @param {boolean} on without it, the initials are shown in place of the picture */
  setCamera(on) {
    this.element.classList.toggle('has-video', on);
  }

  /**
   * Plays a track in the tile, in place of the one before it.
   * @param {'audio' | 'video'} kind
   * @param {Attachable | null} track null: none
   */
  play(kind, track) {
    if (this.#tracks[kind] === track) return;
    for (const element of this.#tracks[kind]?.detach() ?? []) element.remove();
    this.#tracks[kind] = track;
    if (track) this.element.prepend(track.attach());
  }
}
