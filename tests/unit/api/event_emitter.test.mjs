import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventEmitter } from '../../../client-wasm/api/event_emitter.js';

test('tells listeners in the order of their adding', () => {
  const emitter = new EventEmitter();
  /** @type {string[]} */
  const heard = [];
  emitter.on('event', (/** @type {string} */ value) => heard.push(`first ${value}`));
  emitter.addListener('event', (/** @type {string} */ value) => heard.push(`second ${value}`));
  assert.equal(emitter.emit('event', 'a'), true);
  assert.deepEqual(heard, ['first a', 'second a']);
  assert.equal(emitter.emit('other'), false);
});

test('tells a once() listener once, also when it emits the same event', () => {
  const emitter = new EventEmitter();
  let calls = 0;
  emitter.once('event', () => {
    calls += 1;
    emitter.emit('event');
  });
  emitter.emit('event');
  assert.equal(calls, 1);
});

test('off() takes away one of several equal listeners', () => {
  const emitter = new EventEmitter();
  const listener = () => {};
  emitter.on('event', listener).on('event', listener).off('event', listener);
  assert.equal(emitter.listenerCount('event'), 1);
  emitter.removeAllListeners('event');
  assert.equal(emitter.listenerCount('event'), 0);
});

test('a listener that goes during emit() keeps nobody from hearing', () => {
  const emitter = new EventEmitter();
  let heard = 0;
  const first = () => emitter.off('event', first);
  emitter.on('event', first).on('event', () => (heard += 1));
  emitter.emit('event');
  assert.equal(heard, 1);
});

test('once() and on() of the same listener: only the first goes', () => {
  const emitter = new EventEmitter();
  let calls = 0;
  const listener = () => (calls += 1);
  emitter.once('event', listener).on('event', listener);
  for (const expected of [2, 3, 4]) {
    emitter.emit('event');
    assert.equal(calls, expected);
  }
});

test('the rest of what a page may call on an EventEmitter of Node', () => {
  const emitter = new EventEmitter();
  /** @type {string[]} */
  const heard = [];
  const last = () => heard.push('last');
  emitter.on('event', last).prependListener('event', () => heard.push('first'));
  emitter.prependOnceListener('event', () => heard.push('once'));
  emitter.emit('event');
  emitter.emit('event');
  assert.deepEqual(heard, ['once', 'first', 'last', 'first', 'last']);
  assert.equal(emitter.listeners('event')[1], last);
  assert.deepEqual([emitter.rawListeners('other'), emitter.eventNames()], [[], ['event']]);
  assert.equal(emitter.getMaxListeners(), 10);
  assert.equal(emitter.setMaxListeners(15).getMaxListeners(), 15);
});

test('a listener that throws stops nobody, and its error is reported', (context) => {
  const emitter = new EventEmitter();
  const report = context.mock.method(console, 'error', () => {});
  let heard = 0;
  emitter.on('event', () => {
    throw new Error('the page is wrong');
  });
  emitter.on('event', () => (heard += 1));
  emitter.emit('event');
  assert.equal(heard, 1);
  assert.equal(report.mock.callCount(), 1);
});
