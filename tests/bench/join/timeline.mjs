// What a page did, and when: its socket's messages and its connections' steps.

/** @typedef {{ time: number, what: string }} Entry `time`: ms since the epoch */

/**
 * Runs in a page before its own scripts; leaves an array of entries at `window.timeline`.
 */
export function recordTimeline() {
  /** @type {Entry[]} */
  const timeline = [];
  Object.assign(window, { timeline });
  /** @param {string} what */
  const note = (what) => {
    timeline.push({ time: performance.timeOrigin + performance.now(), what });
  };
  /** @param {unknown} text */
  const kindOf = (text) => {
    const { type, description, candidate, payload } = JSON.parse(String(text));
    return description?.type ?? type ?? (candidate || payload ? 'candidate' : 'other');
  };

  globalThis.WebSocket = class extends WebSocket {
    /** @param {string | URL} url @param {string | string[]} [protocols] */
    constructor(url, protocols) {
      note('socket: created');
      super(url, protocols);
      this.addEventListener('open', () => note('socket: open'));
      this.addEventListener('message', ({ data }) => note(`  <- ${kindOf(data)}`));
    }

    /** @override @param {any} data */
    send(data) {
      note(`  -> ${kindOf(data)}`);
      super.send(data);
    }
  };

  const steps = ['setLocalDescription', 'setRemoteDescription', 'addIceCandidate'];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    /** @param {RTCConfiguration} [configuration] */
    constructor(configuration) {
      note('connection: new …');
      super(configuration);
      note('connection: … new');
      this.addEventListener('iceconnectionstatechange', () => {
        note(`connection: ICE ${this.iceConnectionState}`);
      });
      this.addEventListener('connectionstatechange', () => {
        note(`connection: ${this.connectionState}`);
      });
      this.addEventListener('icecandidate', () => note('connection: candidate found'));
      this.addEventListener('track', ({ track }) => note(`connection: ${track.kind} track`));
    }
  };
  for (const step of steps) {
    const original = Reflect.get(RTCPeerConnection.prototype, step);
    /** @this {RTCPeerConnection} @param {unknown[]} values */
    const noted = async function (...values) {
      note(`connection: ${step} …`);
      await original.apply(this, values);
      note(`connection: … ${step}`);
    };
    Reflect.set(RTCPeerConnection.prototype, step, noted);
  }
}

/**
 * Two pages' entries side by side, in the order of their times.
 * @param {Entry[]} newcomer
 * @param {Entry[]} other
 * @param {number} start
 */
export function sideBySide(newcomer, other, start) {
  const left = newcomer.map(({ time, what }) => ({ time, line: what }));
  const right = other.map(({ time, what }) => ({ time, line: `${' '.repeat(44)}${what}` }));
  return [...left, ...right]
    .filter(({ time }) => time >= start)
    .sort((a, b) => a.time - b.time)
    .map(({ time, line }) => `${(time - start).toFixed(1).padStart(8)}  ${line}`)
    .join('\n');
}
