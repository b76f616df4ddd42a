const LOOKS_EVERY_MS = 40;
// What has not come by then may never come: a microphone that is off sends nothing.
const IN_A_HURRY_MS = 2000;
const LATER_LOOKS_EVERY_MS = 400;
// Whoever's picture an m-line carried before may be on its way still; but no key frame of the new one may come if it
// came before we looked.
const KEY_FRAME_MS = 600;

/**
 * @typedef {object} Waiting
 * @property {() => void} arrived
 * @property {number} since
 * @property {Progress | null} before as it was first seen
 * @property {boolean} needsKeyFrame
 */

/** What has arrived on an m-line so far. @typedef {{ frames: number, keyFrames: number }} Progress */

/**
 * Finds out when media begins to arrive on m-lines of a connection. It asks the browser's statistics, since the events
 * of a track say nothing of an m-line whose media is replaced by other media, and those of elements nothing in a
 * hidden tab.
 */
export class MediaArrival {
  #connection;
  /** @type {Map<string, Waiting>} by mid */
  #waiting = new Map();
  /** Mids that have carried something already. @type {Set<string>} */
  #used = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #hurriesUntil = 0;

  /** @param {RTCPeerConnection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /**
   * Replaces an earlier call for that m-line.
   * @param {string} mid
   * @param {boolean} changes whether the m-line may carry one participant's media now and another's later
   * @param {() => void} arrived
   */
  wait(mid, changes, arrived) {
    const now = performance.now();
    const isHurrying = this.#waiting.size > 0 && now < this.#hurriesUntil;
    const isUsed = this.#used.has(mid);
    this.#used.add(mid);
    const before = changes && !isUsed ? { frames: 0, keyFrames: 0 } : null;
    this.#waiting.set(mid, { arrived, since: now, before, needsKeyFrame: changes && isUsed });
    this.#hurriesUntil = now + IN_A_HURRY_MS;
    if (!isHurrying) this.#lookSoon();
  }

  /**
   * Whether the m-line has carried something, which may be on its way still.
   * @param {string} mid
   */
  isUsed(mid) {
    return this.#used.has(mid);
  }

  /** @param {string} mid */
  cancel(mid) {
    this.#waiting.delete(mid);
    if (this.#waiting.size === 0) this.stop();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #lookSoon() {
    clearTimeout(this.#timer);
    const inAHurry = performance.now() < this.#hurriesUntil;
    this.#timer = setTimeout(() => this.#look(), inAHurry ? LOOKS_EVERY_MS : LATER_LOOKS_EVERY_MS);
  }

  async #look() {
    await this.#readStatistics();
    if (this.#waiting.size > 0) this.#lookSoon();
  }

  async #readStatistics() {
    const report = await this.#connection.getStats().catch(() => null);
    if (!report) return;
    for (const [, entry] of /** @type {Iterable<[string, any]>} */ (report)) {
      if (entry.type !== 'inbound-rtp' || !this.#waiting.has(entry.mid)) continue;
      const frames = entry.kind === 'video' ? entry.framesDecoded ?? 0 : entry.packetsReceived ?? 0;
      this.#note(entry.mid, { frames, keyFrames: entry.keyFramesDecoded ?? frames });
    }
  }

  /**
   * @param {string} mid
   * @param {Progress} now
   */
  #note(mid, now) {
    const waiting = this.#waiting.get(mid);
    if (!waiting) return;
    waiting.before ??= now;
    const isPatient = waiting.needsKeyFrame && performance.now() - waiting.since < KEY_FRAME_MS;
    const flows = isPatient ? now.keyFrames > waiting.before.keyFrames : now.frames > waiting.before.frames;
    if (!flows) return;
    this.cancel(mid);
    waiting.arrived();
  }
}
