// Actions that wait, asked for again meanwhile.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coalesced, singleFlight } from '../../../web/common/one_at_a_time.js';

/** Something that waits until the test answers, and notes how often it was begun. */
function waiting() {
  /** @type {{ resolve: (value: unknown) => void, reject: (error: Error) => void }[]} */
  const begun = [];
  return { begun, act: () => new Promise((resolve, reject) => begun.push({ resolve, reject })) };
}

/** Lets everything run that waits for nothing. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('an action under way is not begun again, and afterwards it is', async () => {
  const { begun, act } = waiting();
  const once = singleFlight(act);
  const [first, second] = [once(), once()];
  assert.equal(begun.length, 1);
  begun[0].resolve('done');
  assert.deepEqual(await Promise.all([first, second]), ['done', 'done']);
  once();
  assert.equal(begun.length, 2);
});

test('an action that has failed can be begun again', async () => {
  const { begun, act } = waiting();
  const once = singleFlight(act);
  const failing = once();
  begun[0].reject(new Error('no'));
  await assert.rejects(failing, { message: 'no' });
  once();
  assert.equal(begun.length, 2);
});

test('what changes while it is brought up to date is looked at once more, however often it changed', async () => {
  const { begun, act } = waiting();
  const update = coalesced(act);
  const all = Promise.all([update(), update(), update()]);
  assert.equal(begun.length, 1);
  begun[0].resolve(null);
  await settle();
  assert.equal(begun.length, 2);
  begun[1].resolve(null);
  await all;
  await settle();
  assert.equal(begun.length, 2);
});

test('bringing up to date fails only with what the last run says', async () => {
  const { begun, act } = waiting();
  const update = coalesced(act);
  const overtaken = update();
  update();
  begun[0].reject(new Error('old'));
  await settle();
  begun[1].resolve(null);
  await overtaken;
  const failing = update();
  begun[2].reject(new Error('new'));
  await assert.rejects(failing, { message: 'new' });
});
