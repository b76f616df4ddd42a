// Waiting for a condition, the only way in which these tests wait.

import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;
/** Far more than anything takes, so that a busy machine fails no test. */
export const PATIENCE_MS = 60_000;

/**
 * Asks until the answer is true; fails with what was waited for and the last answer.
 * @template T
 * @param {string} what  completes "waited in vain until …"
 * @param {() => Promise<T>} ask
 * @param {(answer: T) => boolean} [isTrue]
 * @param {number} [patience]  in milliseconds
 * @returns {Promise<T>}
 */
export async function until(what, ask, isTrue = Boolean, patience = PATIENCE_MS) {
  const deadline = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (isTrue(answer)) return answer;
    if (performance.now() > deadline) {
      throw new Error(`waited in vain until ${what}; at last: ${JSON.stringify(answer)}`);
    }
    await delay(POLL_MS);
  }
}
