// For pages that show Jitsi Meet in a frame: the same class by the same address, /external_api.js, so that such a page
// only needs another domain. docs/embedding.md lists what is there.

/** @import { FrameError } from './frame_error.js' */
/** @import { State } from './protocol.js' */
import { EventEmitter } from '../../client-wasm/api/event_emitter.js';
import { EVENTS, eventsBetween, failed } from './jitsi_events.js';
import { cssSize, frameOptions, jitsiOptions, startOptions } from './jitsi_options.js';
import { ParleyFrame } from './parley_frame.js';

/** How many have been made: their frames have ids. */
let count = 0;

class JitsiMeetExternalAPI extends EventEmitter {
  #frame;
  /** @type {State | null} the last one, also while the frame's page reloads */
  #state = null;
  /** As last ordered, until there is a state. */
  #microphone;
  #camera;
  /** Without a form before the call. */
  #joins;

  /**
   * @param {string} domain
   * @param {...unknown} given a JitsiOptions, or its values one by one
   */
  constructor(domain, ...given) {
    super();
    const options = jitsiOptions(given);
    const { parentNode = document.body, width = '100%', height = '100%', onload } = options;
    const start = startOptions(options);
    this.#microphone = start.microphone;
    this.#camera = start.camera;
    this.#joins = start.joins;
    this.#frame = new ParleyFrame(parentNode, frameOptions(domain, options, import.meta.url));
    const { element } = this.#frame;
    element.id = element.name = `jitsiConferenceFrame${count++}`;
    Object.assign(element.style, { width: cssSize(width), height: cssSize(height), border: '0' });
    if (onload) element.addEventListener('load', onload);
    this.#frame.addEventListener('state', (event) => {
      this.#hear(/** @type {CustomEvent<State>} */ (event).detail);
    });
    this.#frame.addEventListener('error', (event) => {
      const { reason, message } = /** @type {CustomEvent<FrameError>} */ (event).detail;
      this.emit(...failed('CONNECTION', reason, message));
    });
    if (!start.microphone) this.#frame.setMicrophone(false);
    if (!start.camera) this.#frame.setCamera(false);
    if (start.joins) this.#frame.join();
  }

  /** @param {string} command @param {...any} values */
  executeCommand(command, ...values) {
    const act = this.#commands[command];
    if (act) act(...values);
    else console.warn(`JitsiMeetExternalAPI: Parley has no command "${command}".`);
  }

  /** @param {Record<string, unknown[]>} commands their arguments, by name */
  executeCommands(commands) {
    for (const [command, values] of Object.entries(commands)) this.executeCommand(command, ...values);
  }

  /** Removes the frame. */
  dispose() {
    this.emit('_willDispose');
    this.#frame.remove();
    this.removeAllListeners();
  }

  /** @param {string} event @param {(payload: any) => void} listener */
  addEventListener(event, listener) {
    this.on(event, listener);
  }

  /** @param {Record<string, (payload: any) => void>} listeners by event */
  addEventListeners(listeners) {
    for (const [event, listener] of Object.entries(listeners)) this.on(event, listener);
  }

  /** Removes all listeners for that event. @param {string} event */
  removeEventListener(event) {
    this.removeAllListeners(event);
  }

  /** @param {string[]} events */
  removeEventListeners(events) {
    for (const event of events) this.removeAllListeners(event);
  }

  getIFrame() {
    return this.#frame.element;
  }

  getSupportedCommands() {
    return Object.keys(this.#commands);
  }

  getSupportedEvents() {
    return EVENTS;
  }

  /** Oneself included; 0 outside a call. */
  getNumberOfParticipants() {
    return this.#people.length;
  }

  getParticipantsInfo() {
    return this.#people.map(({ sid: participantId, identity }) =>
      ({ participantId, displayName: identity, formattedDisplayName: identity }));
  }

  /** @param {string} id @returns {string | undefined} */
  getDisplayName(id) {
    return this.#people.find(({ sid }) => sid === id)?.identity;
  }

  async isAudioMuted() {
    return !this.#microphone;
  }

  async isVideoMuted() {
    return !this.#camera;
  }

  /** @type {Record<string, (...values: any[]) => void>} */
  #commands = {
    displayName: (/** @type {unknown} */ name) => this.#rename(String(name)),
    hangup: () => this.#hangUp(),
    toggleAudio: () => this.#frame.setMicrophone(this.#microphone = !this.#microphone),
    toggleVideo: () => this.#frame.setCamera(this.#camera = !this.#camera),
    toggleShareScreen: () => this.#frame.setScreen(!this.#state?.screen),
  };

  get #people() {
    return this.#state?.self ? [this.#state.self, ...this.#state.participants] : [];
  }

  /** @param {string} name */
  #rename(name) {
    this.#frame.setName(name);
    // Orders that the frame cannot have received yet are carried out in the order of the last ones.
    if (!this.#state && this.#joins) this.#frame.join();
  }

  #hangUp() {
    this.#frame.leave();
    // A call that was not entered is not left either; pages take the frame away when they hear this.
    if (!this.#state?.self) this.emit('readyToClose', {});
  }

  /** @param {State} state */
  #hear(state) {
    const before = this.#state;
    this.#state = state;
    this.#microphone = state.microphone;
    this.#camera = state.camera;
    for (const [event, payload] of eventsBetween(before, state)) this.emit(event, payload);
  }
}

Object.assign(globalThis, { JitsiMeetExternalAPI });
