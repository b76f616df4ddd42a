// The exchange that leads to a code: whoever is in between has one try, since both sides are bound to their
// numbers before they see the other's.
import './custom_event.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../browser/support/until.mjs';

/** @import { Call } from '../../../web/meeting/call.js' */
/** @import { Listener, Message } from '../../../web/meeting/messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */

Object.assign(globalThis, { PARLEY_VERSION: '1.0.0', reportError(/** @type {unknown} */ error) { throw error; } });

const { CompareCodes } = await import('../../../web/meeting/security/compare_codes.js');
const { codeOf, commitmentTo, newNonce } = await import('../../../web/meeting/security/compare_code.js');

const FINGERPRINTS = { ann: ['sha-256 AA'], ben: ['sha-256 BB'], between: ['sha-256 CC'] };

/** Messages with one other page. */
class Line extends EventTarget {
  /** @type {Message[]} */
  sent = [];
  /** @type {Map<string, Listener>} */
  #listeners = new Map();
  /** The other end. @type {((message: Message) => void) | null} */
  deliver = null;

  /** @param {string} type @param {Listener} listener */
  on(type, listener) {
    this.#listeners.set(type, listener);
  }

  /** @param {Message} message */
  send(message) {
    this.sent.push(message);
    this.deliver?.(message);
  }

  /** @param {Message} message @param {RemoteParticipant} from */
  hear(message, from) {
    this.#listeners.get(message.type)?.(message, from);
  }
}

/** One side, as it sees the other. @param {string} sid @param {string[]} own @param {string} otherSid @param {string[]} others */
function sideOf(sid, own, otherSid, others) {
  const line = new Line();
  const call = Object.assign(new EventTarget(), { room: { localParticipant: { sid } } });
  const other = /** @type {RemoteParticipant} */ (/** @type {unknown} */ ({ sid: otherSid, fingerprints: { own, others } }));
  const codes = new CompareCodes({ call: /** @type {Call} */ (/** @type {unknown} */ (call)), messages: /** @type {any} */ (line) });
  return {
    line,
    hear: (/** @type {Message} */ message) => line.hear(message, other),
    begin: () => line.dispatchEvent(new CustomEvent('reached', { detail: other })),
    code: () => codes.of(other),
    sent: (/** @type {string} */ type) => line.sent.filter((message) => message.type === type),
  };
}

/** Ann's page, and somebody who plays the other. */
async function annBegun() {
  const ann = sideOf('PA1', FINGERPRINTS.ann, 'PA2', FINGERPRINTS.ben);
  ann.begin();
  await until('Ann has committed herself', async () => ann.sent('code-commit').length, (count) => count === 1);
  return ann;
}

/** What is under way is done. */
const settle = async () => {
  for (let turn = 0; turn < 5; ++turn) await commitmentTo('anything');
};

/** @param {string} nonce */
const commit = async (nonce) => ({ type: 'code-commit', commitment: await commitmentTo(nonce) });
const reveal = (/** @type {string} */ nonce) => ({ type: 'code-reveal', nonce });

for (const [what, seenByBen] of /** @type {const} */ ([['the same', FINGERPRINTS.ann], ['not the same', FINGERPRINTS.between]])) {
  test(`both sides have a code, which is ${what} where they see ${what} certificates`, async () => {
    const ann = sideOf('PA1', FINGERPRINTS.ann, 'PA2', FINGERPRINTS.ben);
    const ben = sideOf('PA2', FINGERPRINTS.ben, 'PA1', [...seenByBen]);
    ann.line.deliver = ben.hear;
    ben.line.deliver = ann.hear;
    ben.begin();
    ann.begin();
    await until('both have a code', async () => ann.code() && ben.code());
    assert.equal(ann.code() === ben.code(), what === 'the same');
  });
}

test('nobody learns a number before being bound to one', async () => {
  const ann = await annBegun();
  ann.hear(reveal(newNonce()));
  ann.hear({ type: 'code-commit', commitment: '' });
  await settle();
  assert.deepEqual(ann.sent('code-reveal'), []);
  ann.hear(await commit(newNonce()));
  assert.equal(ann.sent('code-reveal').length, 1);
});

test('who has seen the other’s number cannot choose another', async () => {
  const ann = await annBegun();
  const [first, second] = [newNonce(), newNonce()];
  ann.hear(await commit(first));
  const [{ nonce }] = ann.sent('code-reveal');
  ann.hear(await commit(second));
  ann.hear(reveal(second));
  await settle();
  assert.equal(ann.code(), '');
  ann.hear(reveal(first));
  await until('there is a code', async () => ann.code());
  const side = (/** @type {string} */ sid, /** @type {string[]} */ fingerprints, /** @type {unknown} */ own) =>
    ({ sid, fingerprints, nonce: `${own}` });
  assert.equal(ann.code(), await codeOf(side('PA1', FINGERPRINTS.ann, nonce), side('PA2', FINGERPRINTS.ben, first)));
});

test('a code stays as it is, and is another on another connection', async () => {
  const ann = await annBegun();
  const nonce = newNonce();
  const exchange = async () => {
    ann.hear(await commit(nonce));
    ann.hear(reveal(nonce));
    return until('there is a code', async () => ann.code());
  };
  const code = await exchange();
  const other = newNonce();
  ann.hear(await commit(other));
  ann.hear(reveal(other));
  await settle();
  assert.equal(ann.code(), code);
  assert.equal(ann.sent('code-reveal').length, 1);
  ann.begin();
  assert.equal(ann.code(), '', 'a code of the connection before');
  await until('Ann has committed herself anew', async () => ann.sent('code-commit').length, (count) => count === 2);
  const [before, now] = ann.sent('code-commit');
  assert.notEqual(now.commitment, before.commitment);
  assert.notEqual(await exchange(), code);
});
