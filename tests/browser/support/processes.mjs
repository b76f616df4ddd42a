// Processes that a test has started, none of which may outlive it or keep it from ending.

import { once } from 'node:events';

import { PATIENCE_MS } from './until.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

// So a test that hangs is ended, and what it has started with it. Of Playwright's and Puppeteer's handlers
// alone the process would go on, without its browsers.
process.once('SIGTERM', () => process.exit(1));

/**
 * A test that fails before it ends the process must not be kept from ending by it.
 * @param {ChildProcess} child
 */
export function endWithThisProcess(child) {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  child.unref();
  for (const stream of [child.stdout, child.stderr]) {
    /** @type {import('node:net').Socket | null} */ (stream)?.unref();
  }
}

/**
 * Ends it, by force where it does not end by itself.
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 * @returns {Promise<{code: number | null, signal: NodeJS.Signals | null}>} how it ended
 */
export async function endProcess(child, signal) {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const exit = once(child, 'exit');
    child.ref();
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await exit;
    clearTimeout(force);
  }
  return { code: child.exitCode, signal: child.signalCode };
}
