import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DataChannels } from '../../../client-wasm/platform/data_channels.js';
import { DATA_LIMITS } from '../../../client-wasm/platform/data_limits.js';
import { DataReceiver } from '../../../client-wasm/platform/data_receiver.js';

/** A channel that has received that much before anyone listened, and what was kept of it. @param {(string | ArrayBuffer)[]} messages */
async function heardOf(messages) {
  const channel = /** @type {any} */ ({});
  const receiver = new DataReceiver(channel);
  for (const data of messages) channel.onmessage({ data });
  /** @type {(string | ArrayBuffer)[]} */
  const heard = [];
  receiver.listen((data) => heard.push(data));
  await null;
  return heard;
}

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

test('what comes before anyone listens is kept, but neither too many bytes of it nor too many messages', async () => {
  assert.deepEqual(await heardOf(['a', 'b']), ['a', 'b']);
  const { unheardBytes, unheardMessages } = DATA_LIMITS;
  assert.equal((await heardOf(Array(unheardMessages + 10).fill(''))).length, unheardMessages);
  const large = new ArrayBuffer(unheardBytes / 4);
  assert.equal((await heardOf(Array(6).fill(large))).length, 4);
});
