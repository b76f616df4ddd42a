import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DataChannels } from '../../../client-wasm/platform/data_channels.js';
import { DATA_LIMITS } from '../../../client-wasm/platform/data_limits.js';

/** A connection on which the other side opens channels. */
class FakeConnection {
  /** @type {(event: { channel: object }) => void} */
  ondatachannel = () => {};

  /** @param {string} label */
  openedByTheOther(label) {
    const channel = { label, closed: false, onclose: () => {}, close() { this.closed = true; } };
    this.ondatachannel({ channel });
    return channel;
  }
}

function hold() {
  const connection = new FakeConnection();
  /** @type {string[]} */
  const labels = [];
  const channels = new DataChannels(/** @type {any} */ (connection), (label) => labels.push(label));
  return { connection, channels, labels };
}

test('a channel of the other side is received until it is closed', () => {
  const { connection, channels, labels } = hold();
  const channel = connection.openedByTheOther('MT1');
  assert.deepEqual(labels, ['MT1']);
  assert.notEqual(channels.receiver('MT1'), null);
  channel.onclose();
  assert.equal(channels.receiver('MT1'), null);
});

test('of one without a label nothing is kept', () => {
  const { connection, channels, labels } = hold();
  connection.openedByTheOther('');
  assert.deepEqual(labels, ['']);
  assert.equal(channels.receiver(''), null);
});

test('there is a limit to how many the other side may have open', () => {
  const { connection, channels, labels } = hold();
  const opened = [];
  for (let number = 0; number < DATA_LIMITS.receivedChannels; ++number) {
    opened.push(connection.openedByTheOther(`MT${number}`));
  }
  assert.equal(connection.openedByTheOther('more').closed, true);
  assert.equal(channels.receiver('more'), null);
  assert.equal(labels.includes('more'), false);
  opened[0].onclose();
  assert.equal(connection.openedByTheOther('later').closed, false);
});

test('a second channel does not take the place of the first of its label', () => {
  const { connection, channels } = hold();
  connection.openedByTheOther('MT1');
  const first = channels.receiver('MT1');
  assert.equal(connection.openedByTheOther('MT1').closed, true);
  assert.equal(channels.receiver('MT1'), first);
});
