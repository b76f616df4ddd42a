// As much of the browser's media as the library touches, for tests under Node.
import { webcrypto } from 'node:crypto';

export class FakeTrack extends EventTarget {
  enabled = true;
  muted = false;
  readyState = 'live';

  /** @param {'audio' | 'video'} kind @param {string} [id] */
  constructor(kind, id = `${kind}-id`) {
    super();
    this.kind = kind;
    this.id = id;
  }

  getConstraints() {
    return {};
  }

  stop() {
    this.readyState = 'ended';
  }
}

export class FakeStream {
  /** @param {FakeTrack[]} [tracks] */
  constructor(tracks = []) {
    this.tracks = new Set(tracks);
  }

  getTracks() {
    return [...this.tracks];
  }

  /** @param {FakeTrack} track */
  addTrack(track) {
    this.tracks.add(track);
  }

  /** @param {FakeTrack} track */
  removeTrack(track) {
    this.tracks.delete(track);
  }
}

export class FakeElement extends EventTarget {
  /** @type {FakeStream | null} */
  srcObject = null;
  autoplay = false;
  muted = false;
  playsInline = false;

  /** @param {string} tag */
  constructor(tag = 'video') {
    super();
    this.tagName = tag.toUpperCase();
  }
}

/** Makes the fakes what the library finds as the browser. */
export function installFakeMedia() {
  // Node 18 has it, but not as a global.
  globalThis.crypto ??= /** @type {Crypto} */ (webcrypto);
  Object.assign(globalThis, {
    MediaStream: FakeStream,
    MediaStreamTrack: FakeTrack,
    addEventListener() {},
    document: {
      addEventListener() {},
      createElement: (/** @type {string} */ tag) => new FakeElement(tag),
    },
  });
}

/**
 * A fake as what it stands for.
 * @param {FakeTrack} track
 * @returns {MediaStreamTrack}
 */
export function asTrack(track) {
  return /** @type {MediaStreamTrack} */ (/** @type {unknown} */ (track));
}

/**
 * @param {FakeElement} element
 * @returns {HTMLMediaElement}
 */
export function asElement(element) {
  return /** @type {HTMLMediaElement} */ (/** @type {unknown} */ (element));
}
