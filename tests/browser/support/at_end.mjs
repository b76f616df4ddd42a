// What has to be ended after the tests of a file: else the file would never end, were it only for a
// browser of a test that failed.

import { after } from 'node:test';

/** @type {(() => unknown)[]} */
const ends = [];

/**
 * Has something ended after the file's tests, in the order of these calls, whether or not the others end well.
 * @param {() => unknown} end
 */
export function atEnd(end) {
  if (ends.push(end) === 1) after(() => inTurn(ends));
}

/** Does all of it, whatever fails, and then fails with the first failure. @param {(() => unknown)[]} actions */
export async function inTurn(actions) {
  const failures = [];
  for (const act of actions) {
    try {
      await act();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
