import './custom_event.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installFakeModule } from './fake_client.mjs';

installFakeModule();
Object.assign(globalThis, { PARLEY_VERSION: '1.0.0' });
const { RaisedHands } = await import('../../../web/meeting/hands/raised_hands.js');

/** What RaisedHands uses of a page. */
function fakePage() {
  /** @type {Map<string, (message: object, from: object) => void>} */
  const listeners = new Map();
  /** @type {{ type: string, to?: string, on?: boolean, age?: number }[]} */
  const sent = [];
  const messages = Object.assign(new EventTarget(), {
    on: (/** @type {string} */ type, /** @type {() => void} */ listener) => listeners.set(type, listener),
    send: (/** @type {{ type: string }} */ message) => sent.push(message),
  });
  const call = Object.assign(new EventTarget(), { isHost: false });
  const hands = new RaisedHands(/** @type {any} */ ({ call, messages }));
  /** @param {{ type: string } & Record<string, unknown>} message @param {object} from */
  const hear = ({ type, ...message }, from) => listeners.get(type)?.(message, from);
  const reach = (/** @type {object} */ participant) => messages.dispatchEvent(new CustomEvent('reached', { detail: participant }));
  return { hands, hear, reach, sent, call };
}

test('the order is that in which hands were raised, not in which one has heard of them', () => {
  const { hands, hear } = fakePage();
  const [ann, ben, cleo] = ['ann', 'ben', 'cleo'].map((sid) => ({ sid, isHost: false }));
  hear({ type: 'hand', on: true, age: 2000 }, ann);
  hear({ type: 'hand', on: true, age: 9000 }, ben);
  hands.mine = true;
  // Nobody is ahead of time, or says nothing of it.
  hear({ type: 'hand', on: true, age: -5000 }, cleo);
  assert.deepEqual(hands.queue, [ben, ann, null, cleo]);
  // Told once more, as after a broken connection, it keeps its place.
  hear({ type: 'hand', on: true, age: 0 }, ben);
  assert.equal(hands.queue[0], ben);
});

test('whoever comes later is told for how long the hand has been up', () => {
  const { hands, reach, sent } = fakePage();
  reach({ sid: 'ann' });
  assert.deepEqual(sent, []);
  hands.mine = true;
  reach({ sid: 'ann' });
  const { age, ...told } = /** @type {{ age: number }} */ (sent[1]);
  assert.deepEqual(told, { type: 'hand', on: true, to: 'ann' });
  assert.ok(age >= 0 && age < 60_000);
});

test('only a host lowers the hand of another', () => {
  const { hands, hear, sent, call } = fakePage();
  let lowered = 0;
  hands.addEventListener('lowered', () => (lowered += 1));
  hands.mine = true;
  hear({ type: 'hand-lower' }, { sid: 'ann', isHost: false });
  assert.equal(hands.mine, true);
  hands.lowerAll();
  assert.ok(!sent.some(({ type }) => type === 'hand-lower'));
  hear({ type: 'hand-lower' }, { sid: 'ann', isHost: true });
  assert.equal(hands.mine, false);
  assert.equal(lowered, 1);
  hear({ type: 'hand', on: true }, { sid: 'ann' });
  call.isHost = true;
  hands.lowerAll();
  assert.deepEqual(sent.at(-1), { type: 'hand-lower' });
});
