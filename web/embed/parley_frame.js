/** @import { Command, Greeting, Order, State } from './protocol.js' */
import { fallbackPage } from './fallback.js';
import { FrameError, watchPolicy } from './frame_error.js';
import { contentOf } from './protocol.js';

/** Time for the frame's page to load; after that it is greeted again. */
const GREETING_MS = 500;

/** A frame that has not answered by then does not show a meeting. */
const PATIENCE_MS = 30_000;

/** All permissions that the meeting's page needs from the browser. */
const NEEDS = ['camera', 'microphone', 'display-capture', 'fullscreen', 'autoplay', 'speaker-selection', 'clipboard-write',
  'screen-wake-lock', 'picture-in-picture', 'web-share'];

/**
 * @typedef {object} FrameOptions
 * @property {string} room its name
 * @property {string} [server] where this script came from, by default
 * @property {string} [name] of the person, who can change it before joining
 * @property {string} [language] such as "de"; by default the browser's
 * @property {string} [token] an access token, where the server asks for one
 * @property {string} [key] the key in the meeting's link, which the server does not get
 * @property {number} [timeout] in milliseconds; a frame that is silent for so long is told as an error
 */

/**
 * A meeting in a frame. Emits "state" after every change, with a State as `detail`, and "error" with
 * a FrameError if the meeting does not load; preventDefault() then keeps the frame as it is.
 */
export class ParleyFrame extends EventTarget {
  /** @type {State | null} null until the frame has answered, and again after its page has gone */
  state = null;
  /** @type {FrameError | null} why there is no meeting in the frame */
  error = null;
  element = document.createElement('iframe');
  #address;
  #language;
  #timeout;
  #removing = new AbortController();
  /** Commands that the frame cannot have received yet: the last of each kind. @type {Map<string, Order>} */
  #pending = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #greeting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #limit;

  /**
   * @param {Element} place that the frame is put into
   * @param {FrameOptions} options
   */
  constructor(place, { room, server = new URL('.', import.meta.url).href, name, language, token, key, timeout = PATIENCE_MS }) {
    super();
    const address = new URL(`room/${encodeURIComponent(room)}`, server);
    address.searchParams.set('embed', '');
    if (name !== undefined) address.searchParams.set('name', name);
    if (language !== undefined) address.searchParams.set('lang', language);
    const secrets = new URLSearchParams();
    if (token !== undefined) secrets.set('token', token);
    if (key !== undefined) secrets.set('key', key);
    address.hash = secrets.toString();
    this.#address = address;
    this.#language = language;
    this.#timeout = timeout;
    this.element.allow = NEEDS.map((feature) => `${feature} ${address.origin}`).join('; ');
    this.element.title = room;
    this.element.src = address.href;
    const { signal } = this.#removing;
    addEventListener('message', (event) => this.#hear(event), { signal });
    watchPolicy(address.origin, signal, () => this.#fail(FrameError.blocked(address.origin)));
    this.element.addEventListener('load', () => {
      // Not our own page in it, from which the person may have tried again.
      if (this.element.contentDocument?.URL === 'about:srcdoc') return;
      if (this.error) this.#expect();
      if (!this.state) this.#findOut({ isLate: false });
    });
    this.#expect();
    place.append(this.element);
  }

  /** Joins the call. @param {string} [name] in place of the one that is in the field */
  join(name) {
    this.#order('call', { type: 'join', name });
  }

  leave() {
    this.#order('call', { type: 'leave' });
  }

  /** @param {boolean} on */
  setMicrophone(on) {
    this.#order('microphone', { type: 'microphone', on });
  }

  /** @param {boolean} on */
  setCamera(on) {
    this.#order('camera', { type: 'camera', on });
  }

  /** Shares a screen, which the browser allows only right after the person has pressed something, or ends that. @param {boolean} on */
  setScreen(on) {
    this.#order('screen', { type: 'screen', on });
  }

  /** Puts a name into the field; in a call it is for the next one. @param {string} name */
  setName(name) {
    this.#order('name', { type: 'name', name });
  }

  /** Leaves, and removes the frame. */
  remove() {
    this.#stopWaiting();
    this.#removing.abort();
    this.element.remove();
  }

  /** Expects an answer from the frame within its time limit from now on. */
  #expect() {
    this.#stopWaiting();
    this.state = null;
    this.error = null;
    this.#greeting = setInterval(() => this.#send({ type: 'hello' }), GREETING_MS);
    this.#limit = setTimeout(() => this.#findOut({ isLate: true }), this.#timeout);
  }

  #stopWaiting() {
    clearInterval(this.#greeting);
    clearTimeout(this.#limit);
  }

  /**
   * @param {string} subject
   * @param {Order} order
   */
  #order(subject, order) {
    if (this.state) {
      this.#send(order);
      return;
    }
    // The most recent command has to come last.
    this.#pending.delete(subject);
    this.#pending.set(subject, order);
  }

  /** @param {Command} command */
  #send(command) {
    const { origin: targetOrigin } = this.#address;
    // The frame asks for the screen because somebody has pressed something here, which browsers want to be told.
    const isPressed = command.type === 'screen' && navigator.userActivation?.isActive;
    const options = isPressed ? { targetOrigin, delegate: 'display-capture' } : { targetOrigin };
    this.element.contentWindow?.postMessage({ parley: command }, options);
  }

  /** @param {MessageEvent} event */
  #hear({ data, origin, source }) {
    /** @type {Greeting | State | null} */
    const said = contentOf(data);
    // A window that has just closed cannot be answered.
    const isOfFrame = source === this.element.contentWindow || (source === null && said?.type === 'goodbye');
    if (!said || !isOfFrame) return;
    if (origin !== this.#address.origin) {
      if (said.type === 'hello') this.#fail(FrameError.elsewhere(this.#address.origin, origin));
    } else if (said.type === 'hello') {
      // Its page is new, and knows neither us nor earlier commands.
      this.#expect();
      this.#send({ type: 'hello' });
    } else if (said.type === 'goodbye') {
      this.#expect();
    } else if (said.type === 'refused') {
      this.#fail(FrameError.refused(origin));
    } else if (said.type === 'state') {
      this.#accept(said);
    }
  }

  /** @param {State} state */
  #accept(state) {
    this.#stopWaiting();
    this.error = null;
    this.state = state;
    for (const order of this.#pending.values()) this.#send(order);
    this.#pending.clear();
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }

  /**
   * Finds out why it has not answered. There is no need to wait for an unreachable server.
   * @param {{ isLate: boolean }} how
   */
  async #findOut({ isLate }) {
    const limit = this.#limit;
    const error = await FrameError.ofSilent(this.#address);
    // Not if it has answered in the meantime, or if another page is loading.
    if (!this.state && limit === this.#limit && (isLate || error.reason === 'unreachable')) this.#fail(error);
  }

  /** @param {FrameError} error */
  #fail(error) {
    this.#stopWaiting();
    if (this.error || this.#removing.signal.aborted) return;
    this.error = error;
    const event = new CustomEvent('error', { detail: error, cancelable: true });
    if (!this.dispatchEvent(event)) return;
    const isRefused = error.reason !== 'unreachable';
    this.element.srcdoc = fallbackPage({ address: this.#address, language: this.#language, isRefused });
  }
}
