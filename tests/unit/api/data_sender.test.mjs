import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_LIMITS } from '../../../client-wasm/platform/data_limits.js';
import { DataReceiver } from '../../../client-wasm/platform/data_receiver.js';
import { DataSender } from '../../../client-wasm/platform/data_sender.js';

/** An RTCDataChannel that sends nothing until the test says so. */
class FakeChannel {
  /** @type {unknown[]} */
  sent = [];
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  onopen = () => {};
  onclose = () => {};
  onbufferedamountlow = () => {};
  /** @type {(event: { data: unknown }) => void} */
  onmessage = () => {};

  constructor(readyState = 'open') {
    this.readyState = readyState;
  }

  /** @param {string | ArrayBuffer} data */
  send(data) {
    this.sent.push(data);
    this.bufferedAmount += typeof data === 'string' ? data.length : data.byteLength;
  }

  open() {
    this.readyState = 'open';
    this.onopen();
  }

  drain() {
    this.bufferedAmount = 0;
    this.onbufferedamountlow();
  }
}

/** @param {FakeChannel} fake */
const asChannel = (fake) => /** @type {RTCDataChannel} */ (/** @type {unknown} */ (fake));

/** @param {FakeChannel[]} channels */
function senderTo(channels, { reliable = true } = {}) {
  const sender = new DataSender({}, reliable);
  for (const channel of channels) sender.add(asChannel(channel));
  return sender;
}

test('everyone receives the same', () => {
  const channels = [new FakeChannel(), new FakeChannel()];
  senderTo(channels).send('hello');
  for (const { sent } of channels) assert.deepEqual(sent, ['hello']);
});

test('a reliable track keeps for a channel what is sent before it opens; a lossy one does not', () => {
  for (const reliable of [true, false]) {
    const [ready, opening] = [new FakeChannel(), new FakeChannel('connecting')];
    const sender = senderTo([ready, opening], { reliable });
    sender.send('early');
    opening.open();
    sender.send('late');
    assert.deepEqual(ready.sent, ['early', 'late']);
    assert.deepEqual(opening.sent, reliable ? ['early', 'late'] : ['late']);
  }
});

test('for a channel that does not open, the oldest is dropped, and nobody else is kept waiting', () => {
  const [ready, opening] = [new FakeChannel(), new FakeChannel('connecting')];
  const sender = senderTo([ready, opening]);
  const pieces = DATA_LIMITS.unopenedBytes / DATA_LIMITS.messageBytes + 1;
  for (let piece = 0; piece < pieces; ++piece) {
    sender.send(new Uint8Array(DATA_LIMITS.messageBytes).fill(piece));
    ready.drain();
  }
  assert.equal(sender.bufferedAmount, 0);
  opening.open();
  assert.equal(new Uint8Array(/** @type {ArrayBuffer} */ (opening.sent[0]))[0], 1);
});

test('what a full channel cannot take yet follows in order, and the sender may reuse its buffer', () => {
  const channel = new FakeChannel();
  const sender = senderTo([channel]);
  channel.bufferedAmount = DATA_LIMITS.highWaterBytes + 1;
  const bytes = new Uint8Array([1, 2, 3]);
  sender.send(bytes.subarray(1));
  bytes.fill(9);
  sender.send('after');
  assert.deepEqual(channel.sent, []);
  channel.drain();
  assert.deepEqual(channel.sent, [new Uint8Array([2, 3]).buffer, 'after']);
});

test('messages after a Blob wait until it is read', async () => {
  const channel = new FakeChannel();
  const sender = senderTo([channel]);
  sender.send(new Blob(['blob']));
  sender.send('after');
  assert.equal(sender.bufferedAmount, 9);
  await sender.whenDrained();
  while (channel.sent.length < 2) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(channel.sent, [new TextEncoder().encode('blob').buffer, 'after']);
});

test('too large a message, and too many of them, are refused', () => {
  const channel = new FakeChannel();
  const sender = senderTo([channel]);
  assert.throws(() => sender.send('€'.repeat(DATA_LIMITS.messageBytes / 3 + 1)), TypeError);
  channel.bufferedAmount = DATA_LIMITS.bufferedBytes;
  assert.throws(() => sender.send('x'), { name: 'OperationError' });
  assert.deepEqual(channel.sent, []);
});

test('whenDrained() waits for the slowest, and not for one that has gone', async () => {
  const [fast, slow] = [new FakeChannel(), new FakeChannel()];
  const sender = senderTo([fast, slow]);
  for (const channel of [fast, slow]) channel.bufferedAmount = DATA_LIMITS.highWaterBytes;
  let drained = false;
  const draining = sender.whenDrained().then(() => (drained = true));
  fast.drain();
  await Promise.resolve();
  assert.equal(drained, false);
  sender.remove(asChannel(slow));
  await draining;
});

test('what arrives before anyone listens is kept', async () => {
  const channel = new FakeChannel();
  const receiver = new DataReceiver(asChannel(channel));
  channel.onmessage({ data: 'early' });
  /** @type {unknown[]} */
  const heard = [];
  receiver.listen((data) => heard.push(data));
  channel.onmessage({ data: 'meanwhile' });
  assert.deepEqual(heard, []);
  await Promise.resolve();
  channel.onmessage({ data: 'late' });
  assert.deepEqual(heard, ['early', 'meanwhile', 'late']);
});
