// Watches a call from inside the page, on the page's own clock: what its status said and when, and
// how long each of the others stood still. Asking from outside would miss what is brief.

import { PATIENCE_MS, until } from './until.mjs';

/** What the page says while it has no server. */
export const RECONNECTING = 'Reconnecting…';

/**
 * `frames` counts on where another element takes over, whose own count, `shown`, begins anew.
 * @typedef {{frames: number, shown: number, movedAt: number, longestPause: number}} Motion
 */
/** @typedef {{statuses: {at: number, text: string}[], motions: Record<string, Motion>}} Notes */

export class CallWatch {
  #meeting;
  #since = Date.now();

  /** @param {import('./meeting.mjs').Meeting} meeting */
  constructor(meeting) {
    this.#meeting = meeting;
  }

  /** @param {import('./meeting.mjs').Meeting} meeting */
  static async start(meeting) {
    const watch = new CallWatch(meeting);
    await meeting.evaluate(takeNotes, null);
    return watch;
  }

  /** What was before does not count any more. */
  async restart() {
    this.#since = Date.now();
    await this.#meeting.evaluate(forgetPauses, null);
  }

  /** Waits until the page has said, since the last restart(), that it has no server. */
  async untilReconnecting(patience = PATIENCE_MS) {
    await until(
      `${this.#meeting.name}'s page has said "${RECONNECTING}"`,
      () => this.#statuses(),
      (statuses) => statuses.some(({ text }) => text === RECONNECTING),
      patience,
    );
  }

  /**
   * Waits until the page has been without the server and says it is back.
   * @param {string} status  what it says then
   * @returns {Promise<number>} when it was
   */
  async untilBack(status, patience = PATIENCE_MS) {
    await this.untilReconnecting(patience);
    const statuses = await until(
      `${this.#meeting.name}'s page says "${status}" again`,
      () => this.#statuses(),
      (statuses) => statuses.at(-1)?.text === status,
      patience,
    );
    return statuses.at(-1)?.at ?? NaN;
  }

  /** Waits until each of the others has moved by so many frames from now on. @param {number} frames */
  async untilMoved(frames) {
    const before = (await this.#notes()).motions;
    await until(
      `${this.#meeting.name} sees everyone move on by ${frames} frames`,
      async () => (await this.#notes()).motions,
      (motions) =>
        Object.entries(before).every(([id, { frames: start }]) => {
          return (motions[id]?.frames ?? 0) - start >= frames;
        }),
    );
  }

  /** The longest any of the others has stood still since the last restart(), in milliseconds. */
  async longestPause() {
    const { motions } = await this.#notes();
    return Math.max(0, ...Object.values(motions).map(({ longestPause }) => longestPause));
  }

  async #statuses() {
    const { statuses } = await this.#notes();
    return statuses.filter(({ at }) => at >= this.#since);
  }

  /** @returns {Promise<Notes>} */
  #notes() {
    return this.#meeting.evaluate(() => Reflect.get(globalThis, 'callNotes'), null);
  }
}

// The functions below run in the page.

function takeNotes() {
  /** @type {Notes} */
  const notes = { statuses: [], motions: {} };
  Reflect.set(globalThis, 'callNotes', notes);
  const status = document.querySelector('#status');
  if (!status) throw new Error('there is no status');
  new MutationObserver(() => {
    notes.statuses.push({ at: Date.now(), text: status.textContent ?? '' });
  }).observe(status, { childList: true, characterData: true, subtree: true });

  setInterval(() => {
    const here = new Set();
    const videos = document.querySelectorAll('#tiles .tile[data-participant]:not(#local) video');
    for (const video of videos) {
      if (!(video instanceof HTMLVideoElement)) continue;
      const id = video.closest('.tile')?.getAttribute('data-participant') ?? '';
      here.add(id);
      const shown =
        Reflect.get(video, 'mozPaintedFrames') ?? video.getVideoPlaybackQuality().totalVideoFrames;
      const now = performance.now();
      const motion = (notes.motions[id] ??= { frames: 0, shown, movedAt: now, longestPause: 0 });
      motion.longestPause = Math.max(motion.longestPause, now - motion.movedAt);
      if (motion.shown === shown) continue;
      motion.frames += shown > motion.shown ? shown - motion.shown : shown;
      motion.shown = shown;
      motion.movedAt = now;
    }
    for (const id of Object.keys(notes.motions)) if (!here.has(id)) delete notes.motions[id];
  }, 20);
}

function forgetPauses() {
  /** @type {Notes} */
  const notes = Reflect.get(globalThis, 'callNotes');
  notes.motions = {};
}
