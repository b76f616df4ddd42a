// Raised hands and the sign that somebody records: a participant says it of itself, and of nobody else.
import './custom_event.mjs';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

/** @import { Call } from '../../../web/meeting/call.js' */
/** @import { Listener, Message, Messages } from '../../../web/meeting/messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */

Object.assign(globalThis, { PARLEY_VERSION: '1.0.0' });

const { SharedState } = await import('../../../web/meeting/messaging/shared_state.js');

const [ann, mallory] = ['PA1', 'PA2'].map((sid) => /** @type {RemoteParticipant} */ ({ sid }));

class FakeMessages extends EventTarget {
  /** @type {Message[]} */
  sent = [];
  /** @type {Listener} */
  read = () => {};

  /** @param {string} _type @param {Listener} listener */
  on(_type, listener) {
    this.read = listener;
  }

  /** @param {Message} message */
  send(message) {
    this.sent.push(message);
  }
}

let call = new EventTarget();
let messages = new FakeMessages();
/** @type {InstanceType<typeof SharedState>} */
let hands;
/** @type {[string, boolean][]} */
let told = [];

beforeEach(() => {
  call = new EventTarget();
  messages = new FakeMessages();
  hands = new SharedState({ call: /** @type {Call} */ (call), messages: /** @type {any} */ (messages) }, 'hand');
  told = [];
  hands.addEventListener('change', (event) => {
    const { participant, on } = /** @type {CustomEvent} */ (event).detail;
    told.push([participant.sid, on]);
  });
});

/** @param {'went' | 'left'} what @param {RemoteParticipant} [detail] */
const happens = (what, detail) => call.dispatchEvent(new CustomEvent(what, { detail }));

test('what somebody says is about that one, whomever the message names', () => {
  for (const name of ['from', 'participant', 'sid', 'author', 'to']) messages.read({ type: 'hand', on: true, [name]: ann.sid }, mallory);
  assert.deepEqual(hands.others, [mallory]);
  messages.read({ type: 'hand', on: true }, ann);
  messages.read({ type: 'hand', on: false, participant: ann.sid, from: ann.sid }, mallory);
  assert.deepEqual(hands.others, [ann]);
  assert.deepEqual(told, [['PA2', true], ['PA1', true], ['PA2', false]]);
});

test('only true is true', () => {
  for (const on of ['yes', 1, {}, null, undefined, [true]]) messages.read({ type: 'hand', on }, mallory);
  assert.deepEqual(hands.others, []);
});

test('who goes has no hand up, and does not leave one behind', () => {
  messages.read({ type: 'hand', on: true }, mallory);
  happens('went', mallory);
  assert.deepEqual(hands.others, []);
  happens('went', ann);
  assert.deepEqual(told, [['PA2', true], ['PA2', false]]);
});

test('nobody hears from this page of a hand other than its own', () => {
  messages.read({ type: 'hand', on: true }, mallory);
  messages.dispatchEvent(new CustomEvent('reached', { detail: ann }));
  assert.deepEqual(messages.sent, []);
  hands.mine = true;
  messages.dispatchEvent(new CustomEvent('reached', { detail: ann }));
  assert.deepEqual(messages.sent.map(({ type, on, to }) => ({ type, on, to })),
    [{ type: 'hand', on: true, to: undefined }, { type: 'hand', on: true, to: 'PA1' }]);
  happens('left');
  assert.equal(hands.mine, false);
});
