// The replay program: the client's core as Wasm, under Node.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Of what it prints: a slow call has many events. */
const MOST_BYTES = 64 << 20;

const PROGRAM = fileURLToPath(new URL('../../build/wasm/replay.cjs', import.meta.url));

/**
 * What a log led to, step by step; fails where it is no log. `make test-replay` builds the program.
 * @param {string} file
 * @returns {string}
 */
export function replay(file) {
  return execFileSync(process.execPath, [PROGRAM, file], { encoding: 'utf8', maxBuffer: MOST_BYTES });
}

/** The events and actions of a replay, without the line that names the versions. @param {string} report */
export function stepsOf(report) {
  return report.slice(report.indexOf('\n') + 1);
}
