/**
 * @typedef {object} Attachable
 * @property {() => HTMLMediaElement} attach
 * @property {() => HTMLMediaElement[]} detach
 * @property {() => unknown} [switchOn] of another participant's picture: asks for it, or not any longer
 * @property {() => unknown} [switchOff]
 */
/** @import { Rectangle } from './arrange.js' */
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { colourOf, initialsOf } from './initials.js';
import { fitOf, shapedIn } from './layout.js';
import { putAt } from './place.js';

/** What is seen of one participant: picture or initials, the name, whether the microphone is on. */
export class Tile {
  element = document.createElement('li');
  /** A shared screen, which takes the stage, or a person. @type {'person' | 'screen'} */
  content = 'person';
  /** Whose it is, without what is written beside it. */
  name = '';
  #avatar = document.createElement('span');
  #label = document.createElement('span');
  #muted = document.createElement('span');
  #connection = document.createElement('span');
  #signs = document.createElement('span');
  #actions = document.createElement('div');
  /** @type {Record<'audio' | 'video', Attachable | null>} */
  #tracks = { audio: null, video: null };
  /** @type {HTMLVideoElement | null} */
  #video = null;
  #aspect = 16 / 9;
  /** @type {Rectangle | null} */
  #place = null;
  #isSeen = true;
  #volume = 1;
  /** Whether the person sends a picture, which may not have come, or may not be asked for. */
  hasCamera = false;
  /** When that is another. */
  cameraChanged = () => {};

  constructor() {
    this.element.className = 'tile';
    // A finger that touches the tile gets its buttons to see.
    this.element.tabIndex = -1;
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
    this.#signs.className = 'tile-signs';
    caption.append(this.#muted, this.#signs, this.#label, this.#connection);
    this.#actions.className = 'tile-actions';
    this.element.append(this.#avatar, caption, this.#actions);
    this.setMicrophone(false);
    this.setCamera(false);
  }

  /** What is written on it. */
  get label() {
    return this.#label.textContent ?? '';
  }

  /** What is wrong with the connection, in words. */
  get connection() {
    return this.#connection.textContent ?? '';
  }

  /** The picture, where there is one to see. */
  get video() {
    return this.element.classList.contains('has-video') ? this.#video : null;
  }

  /**
   * @param {string} name whose initials and colour the avatar has
   * @param {string} [label] what is written, where that is not the name
   */
  setName(name, label = name) {
    this.name = name;
    this.#label.textContent = label;
    this.#label.title = label;
    this.#label.dir = 'auto';
    this.#video?.setAttribute('aria-label', label);
    this.#avatar.textContent = initialsOf(name);
    this.#avatar.dataset.colour = String(colourOf(name));
  }

  /** @param {string} words what is wrong with the connection, '' for nothing */
  setConnection(words) {
    this.#connection.textContent = words;
    this.#connection.hidden = words === '';
    this.element.classList.toggle('is-unreachable', words !== '');
  }

  /** @param {boolean} on */
  setMicrophone(on) {
    this.#muted.hidden = on;
  }

  /**
   * @param {boolean} on without it, the initials are shown in place of the picture
   * @param {boolean} [isSent] whether there is one to come
   */
  setCamera(on, isSent = on) {
    this.element.classList.toggle('has-video', on);
    if (isSent === this.hasCamera) return;
    this.hasCamera = isSent;
    this.cameraChanged();
  }

  /** @param {number} volume of what is heard of it, from 0 to 1 */
  setVolume(volume) {
    this.#volume = volume;
    const audio = this.element.querySelector('audio');
    if (audio) audio.volume = volume;
  }

  /** @param {boolean} seen where it is not, its picture is not asked for */
  setSeen(seen) {
    if (seen === this.#isSeen) return;
    this.#isSeen = seen;
    this.#ask();
  }

  /** @param {boolean} on */
  setSpeaking(on) {
    this.element.classList.toggle('is-speaking', on);
  }

  /**
   * A small sign beside the name, such as a raised hand; one of each kind.
   * @param {string} kind
   * @param {HTMLElement | null} sign null takes it away
   */
  setSign(kind, sign) {
    this.#signs.querySelector(`[data-sign="${kind}"]`)?.remove();
    if (!sign) return;
    sign.dataset.sign = kind;
    this.#signs.append(sign);
  }

  /**
   * Adds a button that is seen while the tile is pointed at, touched or reached by keyboard.
   * @param {Parameters<typeof icon>[0]} iconName
   * @param {string} label
   * @param {() => void} act
   * @returns {HTMLButtonElement}
   */
  addAction(iconName, label, act) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'tile-action';
    // All of the stage is one stop of the Tab key (Tiles).
    button.tabIndex = -1;
    button.title = label;
    button.setAttribute('aria-label', label);
    button.append(icon(iconName));
    button.addEventListener('click', act);
    this.#actions.append(button);
    return button;
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
    const element = track?.attach();
    // A picture has an element of its own and no sound; said so, browsers show it also before the page is touched.
    if (element && kind === 'video') element.muted = true;
    if (element && kind === 'audio') element.volume = this.#volume;
    if (element) this.element.prepend(element);
    if (kind !== 'video') return;
    this.#watch(element instanceof HTMLVideoElement ? element : null);
    if (!this.#isSeen) this.#ask();
  }

  #ask() {
    const { video } = this.#tracks;
    if (this.#isSeen) video?.switchOn?.();
    else video?.switchOff?.();
  }

  /** @param {Rectangle} place */
  place(place) {
    this.#place = place;
    this.#aspect = place.width / place.height;
    this.#fit();
  }

  /** @param {HTMLVideoElement | null} video */
  #watch(video) {
    this.#video = video;
    video?.setAttribute('aria-label', this.label);
    // Phones turn; a window that is shared changes its size.
    video?.addEventListener('resize', () => this.#fit());
    this.#fit();
  }

  #fit() {
    const { videoWidth = 0, videoHeight = 0 } = this.#video ?? {};
    const isWhole = this.content === 'screen' ||
      (videoHeight > 0 && fitOf(videoWidth / videoHeight, this.#aspect) === 'contain');
    this.element.classList.toggle('is-whole', isWhole);
    if (!this.#place) return;
    // A slide needs no bars beside it: what it does not fill is the page's.
    const isShaped = this.content === 'screen' && videoHeight > 0;
    putAt(this.element, isShaped ? shapedIn(this.#place, videoWidth / videoHeight) : this.#place);
  }
}
