// Whether media really arrives: frames are counted in the element that shows them.

import { PATIENCE_MS, until } from './until.mjs';

/** More than a first picture or a repeated key frame. */
const ENOUGH_FRAMES = 10;

/** How many frames each video has shown, by a name for it. @typedef {Record<string, number>} Frames */

/**
 * Waits until the videos are `count` and each has shown some frames more than at first sight.
 * @param {string} who
 * @param {number} count
 * @param {() => Promise<Frames>} countFrames
 * @param {number} [patience]  in milliseconds
 */
export async function untilFramesArrive(who, count, countFrames, patience = PATIENCE_MS) {
  /** @type {Frames} */
  const atFirst = {};
  await until(`${who} sees ${count} others move`, countFrames, (frames) => {
    for (const [name, shown] of Object.entries(frames)) atFirst[name] ??= shown;
    const advances = Object.entries(frames).map(([name, shown]) => shown - (atFirst[name] ?? 0));
    return advances.length === count && advances.every((advance) => advance >= ENOUGH_FRAMES);
  }, patience);
}
