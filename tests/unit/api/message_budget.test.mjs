// What one participant may have the pages of the others do, in made-up time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HistoryTerms } from '../../../web/meeting/chat/history_terms.js';
import { CHAT_LIMITS } from '../../../web/meeting/chat/limits.js';
import { headOf } from '../../../web/meeting/messaging/head.js';
import { MESSAGE_LIMITS } from '../../../web/meeting/messaging/limits.js';
import { costOf, SenderBudget } from '../../../web/meeting/messaging/sender_budget.js';
import { TokenBucket } from '../../../web/meeting/messaging/token_bucket.js';

const LIMITS = { ...MESSAGE_LIMITS, burst: 4, perSecond: 2, held: 3, heldCharacters: 100, releasedAtOnce: 2 };

/** A budget that notes what was done. */
function noted(limits = LIMITS) {
  const budget = new SenderBudget(limits);
  /** @type {string[]} */
  const done = [];
  const deed = (/** @type {string} */ name, cost = 1, characters = 1) => ({ cost, characters, act: () => done.push(name) });
  return { budget, done, deed };
}

test('tokens come back with time, and no more of them than there can be', () => {
  const bucket = new TokenBucket({ burst: 3, perSecond: 2 });
  assert.deepEqual([1, 1, 1, 1].map((cost) => bucket.take(cost, 1000)), [true, true, true, false]);
  assert.equal(bucket.wait(1, 1000), 500);
  assert.equal(bucket.wait(1, 0), 500, 'a clock that goes back gives nothing');
  assert.ok(!bucket.take(1, 1499));
  assert.ok(bucket.take(1, 1500));
  assert.ok(!bucket.take(1, 1500));
  assert.ok(bucket.take(3, 1_000_000));
  assert.ok(!bucket.take(1, 1_000_000));
  assert.ok(bucket.take(50, 2_000_000), 'what costs more than there can be costs all of it');
  assert.ok(!bucket.take(1, 2_000_000));
});

test('within the budget everything is done at once, beyond it later and in order, and in the end not at all', () => {
  const { budget, done, deed } = noted();
  for (const name of 'abcdefghij') budget.admit(deed(name), 0);
  assert.equal(done.join(''), 'abcd');
  assert.equal(budget.held, 3);
  assert.equal(budget.wait(0), 500);
  budget.release(0);
  assert.equal(done.join(''), 'abcd');
  budget.release(500);
  // Something waits: what comes now does not overtake it, and there is room for it again.
  budget.admit(deed('k'), 10_000);
  assert.equal(done.join(''), 'abcde');
  budget.release(10_000);
  assert.equal(done.join(''), 'abcdefg', 'not everything in one go');
  assert.equal(budget.wait(10_000), 0);
  budget.release(10_000);
  assert.equal(done.join(''), 'abcdefgk');
  assert.equal(budget.wait(10_000), null);
  budget.admit(deed('l'), 10_000);
  assert.equal(done.at(-1), 'l');
});

test('of long messages fewer wait', () => {
  const { budget, done, deed } = noted();
  budget.admit(deed('all', 4), 0);
  for (const name of 'ab') budget.admit(deed(name, 1, 60), 0);
  assert.equal(budget.held, 1);
  budget.release(10_000);
  assert.deepEqual(done, ['all', 'a']);
  budget.admit(deed('b', 4, 60), 10_000);
  budget.clear();
  budget.release(100_000);
  assert.deepEqual([budget.held, budget.wait(0), done.length], [0, null, 2]);
});

test('what is long, interrupts people or is answered at length costs more', () => {
  const { charactersPerToken } = MESSAGE_LIMITS;
  assert.equal(costOf('chat', 100), 1);
  assert.equal(costOf('chat', charactersPerToken), 2);
  assert.equal(costOf('recording', 100), 11);
  assert.equal(costOf('constructor', 100), 1);
  assert.ok(costOf('chat', MESSAGE_LIMITS.length) < MESSAGE_LIMITS.burst);
});

test('people who write fast, paste, react and toggle never meet the limits', () => {
  const { budget, done, deed } = noted(MESSAGE_LIMITS);
  let now = 0;
  let count = 0;
  const send = (/** @type {string} */ type, /** @type {number} */ characters, /** @type {number} */ ms) => {
    now += ms;
    count += 1;
    budget.admit(deed(type, costOf(type, characters)), now);
    assert.equal(done.length, count, `${type} at ${now}`);
  };
  for (let round = 0; round < 10; ++round) {
    for (let index = 0; index < 10; ++index) send('chat', CHAT_LIMITS.text, 0);
    for (let index = 0; index < 40; ++index) send('chat', 200, 500);
    for (let index = 0; index < 40; ++index) send('reaction', 40, 250);
    send('chat-known', 2000, 0);
  }
});

test('the beginning of a message says what it is and for whom', () => {
  assert.deepEqual(headOf('{"type":"chat","entry":{}}'), { type: 'chat', to: undefined });
  assert.deepEqual(headOf('{"type":"file-get","to":"PA12","number":1}'), { type: 'file-get', to: 'PA12' });
  assert.deepEqual(headOf('{"type":"hand","on":true,"to":"PA12"}'), { type: 'hand', to: undefined });
  for (const odd of ['', '[]', 'null', '{"to":"PA12","type":"chat"}', '{"type":7}', '{"type":"Ch\\u0061t"}']) {
    assert.equal(headOf(odd).type, '', odd);
  }
});

test('each asks for what was said before once whenever it is reached, and hands over once', () => {
  const terms = new HistoryTerms();
  assert.ok(!terms.asks(0), 'before it is reached');
  assert.ok(!terms.expects(1));
  terms.begin();
  assert.ok(terms.asks(0));
  for (let index = 0; index < 300; ++index) assert.ok(!terms.asks(index * 1000));
  assert.ok(terms.expects(CHAT_LIMITS.history - 1));
  assert.ok(!terms.expects(2), 'more characters than all entries can have');
  assert.equal(terms.accept(Array(CHAT_LIMITS.entries - 1)).length, CHAT_LIMITS.entries - 1);
  assert.equal(terms.accept([1, 2, 3]).length, 1);
  assert.ok(!terms.expects(1), 'more entries than there can be');
  terms.begin();
  assert.ok(terms.asks(300_000));
  assert.ok(terms.expects(1));
});

test('whoever is reached anew all the time is not told everything all the time', () => {
  const terms = new HistoryTerms();
  const { burst } = CHAT_LIMITS.told;
  const told = Array.from({ length: 100 }, () => {
    terms.begin();
    return terms.asks(0);
  });
  assert.equal(told.filter(Boolean).length, burst);
  assert.ok(terms.asks(60_000));
});
