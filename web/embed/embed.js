// For pages that show a meeting in a frame:
//
//   <script src="https://meet.example.org/embed.js"></script>
//   const frame = new ParleyFrame(document.querySelector('#here'), { room: 'standup', name: 'Ann' });
//   frame.addEventListener('state', ({ detail }) => console.log(detail.phase, detail.participants));
//
// The server has to allow it: --embed-origin. docs/embedding.md has the rest.

/** @import { Command, State } from './protocol.js' */
import { contentOf } from './protocol.js';

/** Time for the frame's page to come; then it is greeted again. */
const GREETING_MS = 500;

/**
 * @typedef {object} FrameOptions
 * @property {string} room its name
 * @property {string} [server] where this script came from, by default
 * @property {string} [name] of the person, who can change it before joining
 * @property {string} [language] such as "de"; by default the browser's
 * @property {string} [token] an access token, where the server asks for one
 */

/**
 * A meeting in a frame. Tells "state" after every change, with a State as `detail`.
 */
class ParleyFrame extends EventTarget {
  /** @type {State | null} null until the frame has answered */
  state = null;
  element = document.createElement('iframe');
  #origin;
  #greeting;
  #receive = (/** @type {MessageEvent} */ event) => this.#hear(event);

  /**
   * @param {Element} place that the frame is put into
   * @param {FrameOptions} options
   */
  constructor(place, { room, server = new URL('.', import.meta.url).href, name, language, token }) {
    super();
    const address = new URL(`room/${encodeURIComponent(room)}`, server);
    address.searchParams.set('embed', '');
    if (name !== undefined) address.searchParams.set('name', name);
    if (language !== undefined) address.searchParams.set('lang', language);
    if (token !== undefined) address.hash = new URLSearchParams({ token }).toString();
    this.#origin = address.origin;
    const needs = ['camera', 'microphone', 'display-capture', 'fullscreen', 'autoplay', 'speaker-selection', 'clipboard-write'];
    this.element.allow = needs.map((feature) => `${feature} ${address.origin}`).join('; ');
    this.element.src = address.href;
    addEventListener('message', this.#receive);
    place.append(this.element);
    this.#greeting = setInterval(() => this.#send({ type: 'hello' }), GREETING_MS);
  }

  /** Joins the call. @param {string} [name] in place of the one that is in the field */
  join(name) {
    this.#send({ type: 'join', name });
  }

  leave() {
    this.#send({ type: 'leave' });
  }

  /** @param {boolean} on */
  setMicrophone(on) {
    this.#send({ type: 'microphone', on });
  }

  /** @param {boolean} on */
  setCamera(on) {
    this.#send({ type: 'camera', on });
  }

  /** Leaves and takes the frame away. */
  remove() {
    clearInterval(this.#greeting);
    removeEventListener('message', this.#receive);
    this.element.remove();
  }

  /** @param {Command} command */
  #send(command) {
    this.element.contentWindow?.postMessage({ parley: command }, this.#origin);
  }

  /** @param {MessageEvent} event */
  #hear({ data, origin, source }) {
    if (source !== this.element.contentWindow || origin !== this.#origin) return;
    /** @type {State | null} */
    const state = contentOf(data);
    if (state?.type !== 'state') return;
    clearInterval(this.#greeting);
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }
}

Object.assign(globalThis, { ParleyFrame });
