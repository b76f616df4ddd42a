// What counts as another network.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { watchNetwork } from '../../../client-wasm/platform/network_watch.js';

const { navigator } = globalThis;
const page = new EventTarget();

/** The Network Information API, as far as it is read. */
class FakeConnection extends EventTarget {
  rtt = 50;
  /** @type {string | undefined} */
  type = 'wifi';

  /** @param {Partial<Pick<FakeConnection, 'rtt' | 'type'>>} news */
  change(news) {
    Object.assign(this, news);
    this.dispatchEvent(new Event('change'));
  }
}

let connection = new FakeConnection();
let changes = 0;
let unwatch = () => {};

beforeEach(() => {
  connection = new FakeConnection();
  define({ connection });
  Object.assign(globalThis, {
    document: new EventTarget(),
    addEventListener: page.addEventListener.bind(page),
  });
  changes = 0;
  unwatch = watchNetwork({ networkChanged: () => (changes += 1), pageShown() {} });
});

afterEach(() => {
  unwatch();
  define(navigator);
});

/** @param {unknown} value */
function define(value) {
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
}

test('a new estimate of the speed is no other network', () => {
  for (const rtt of [100, 150, 300]) connection.change({ rtt });
  assert.equal(changes, 0);
});

test('another kind of network is told once', () => {
  connection.change({ type: 'cellular' });
  connection.change({ rtt: 200 });
  assert.equal(changes, 1);
});

test('where the browser does not say of which kind it is, only "online" tells', () => {
  connection.type = undefined;
  unwatch();
  unwatch = watchNetwork({ networkChanged: () => (changes += 1), pageShown() {} });
  connection.change({ rtt: 100 });
  assert.equal(changes, 0);
  page.dispatchEvent(new Event('online'));
  assert.equal(changes, 1);
});

test('a network that is there again is told once, and one that has gone not at all', () => {
  connection.change({ type: 'none' });
  assert.equal(changes, 0);
  connection.change({ type: 'cellular' });
  page.dispatchEvent(new Event('online'));
  assert.equal(changes, 1);
});

test('nothing is told when the watch has ended', () => {
  unwatch();
  connection.change({ type: 'cellular' });
  page.dispatchEvent(new Event('online'));
  assert.equal(changes, 0);
});
