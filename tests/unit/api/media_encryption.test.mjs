// What protects media on its way through an SFU, frame by frame.

import assert from 'node:assert/strict';
import { createDecipheriv, hkdfSync } from 'node:crypto';
import { test } from 'node:test';
import { FrameDecryption } from '../../../client-wasm/platform/encryption/frame_decryption.js';
import { FrameEncryption } from '../../../client-wasm/platform/encryption/frame_encryption.js';
import { ADDED_BYTES, importSecret } from '../../../client-wasm/platform/encryption/frames.js';
import { ENCRYPTION_LIMITS } from '../../../client-wasm/platform/encryption/limits.js';
import { ReceivedStreams } from '../../../client-wasm/platform/encryption/received_streams.js';

/** @import { Bytes, Source } from '../../../client-wasm/platform/encryption/frames.js' */

const SECRET = 'a secret of some length';
/** @type {Source} */
const CAMERA = { participant: 'PA1', kind: 'video', sid: 'MT1' };
/** @type {Source} */
const MICROPHONE = { participant: 'PA1', kind: 'audio', sid: 'MT2' };
const HOUR = 60 * 60_000;

/** A frame whose bytes tell it from others. @param {number} length @param {number} [first] */
const frameOf = (length, first = 1) => Uint8Array.from({ length }, (_, index) => (index === 0 ? first : (7 * index + first) % 256));
const DELTA_FRAME = frameOf(200, 0x31);
const KEY_FRAME = frameOf(300, 0x30);

/** @param {Source} [source] @param {string} [secret] @param {() => number} [now] */
async function sender(source = CAMERA, secret = SECRET, now = undefined) {
  return new FrameEncryption(await importSecret(secret), source, now);
}

/** @param {Source | null} [source] @param {string} [secret] @param {() => number} [now] */
async function receiver(source = CAMERA, secret = SECRET, now = undefined) {
  const streams = new ReceivedStreams(await importSecret(secret), now);
  const decryption = new FrameDecryption(streams, source?.kind ?? 'video');
  decryption.setSource(source);
  return { streams, decryption };
}

/** What is there then. @param {Bytes | 'unreadable' | 'repeated'} decrypted */
const isFrame = (decrypted) => typeof decrypted !== 'string';

/** @param {Bytes} frame @param {number} at */
function changed(frame, at) {
  const copy = frame.slice();
  copy[at < 0 ? copy.length + at : at] ^= 1;
  return copy;
}

/** @param {Uint8Array} bytes */
const toHex = (bytes) => Buffer.from(bytes).toString('hex');

test('every frame comes as it was sent, the shortest too', async () => {
  for (const source of [CAMERA, MICROPHONE]) {
    const encryption = await sender(source);
    const { decryption } = await receiver(source);
    for (const first of [0x30, 0x31]) {
      for (const length of [0, 1, 2, 3, 4, 9, 10, 11, 100, 50_000]) {
        const frame = frameOf(length, first);
        const encrypted = await encryption.encrypt(frame);
        assert.equal(encrypted.length, length + ADDED_BYTES);
        assert.deepEqual(await decryption.decrypt(encrypted), frame);
      }
    }
  }
});

test('PROTOCOL.md says how to decrypt it', async () => {
  const encryption = await sender(CAMERA, SECRET, () => Date.UTC(2026, 0, 1));
  await encryption.encrypt(DELTA_FRAME);
  const encrypted = await encryption.encrypt(KEY_FRAME);
  const [body, tag, salt, counter, version] = [[0, -33], [-33, -17], [-17, -5], [-5, -1], [-1]].map(([from, to]) => encrypted.slice(from, to));
  assert.equal(toHex(salt.subarray(0, 4)), (Date.UTC(2026, 0, 1) / 1000).toString(16));
  assert.deepEqual([toHex(counter), toHex(version)], ['00000001', '01']);
  const key = hkdfSync('sha256', SECRET, salt, '["parley media","video","PA1","MT1"]', 32);
  const decipher = createDecipheriv('aes-256-gcm', new Uint8Array(key), Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, ...counter]));
  decipher.setAuthTag(tag);
  decipher.setAAD(body.subarray(0, 10));
  const decrypted = Buffer.concat([decipher.update(body.subarray(10)), decipher.final()]);
  assert.deepEqual(new Uint8Array(decrypted), KEY_FRAME.slice(10));
});

test('only the headers can be read on the way', async () => {
  for (const [source, frame, clear] of /** @type {const} */ ([[CAMERA, KEY_FRAME, 10], [CAMERA, DELTA_FRAME, 3], [MICROPHONE, frameOf(80), 1]])) {
    const encrypted = await (await sender(source)).encrypt(frame);
    assert.deepEqual(encrypted.subarray(0, clear), frame.subarray(0, clear));
    const same = frame.filter((byte, index) => index >= clear && encrypted[index] === byte).length;
    assert.ok(same < frame.length / 10, `${same} bytes of ${frame.length} are the same`);
  }
});

test('no two frames are encrypted alike', async () => {
  const encryption = await sender();
  const bodies = new Set();
  for (let count = 0; count < 50; ++count) bodies.add(toHex((await encryption.encrypt(DELTA_FRAME)).subarray(3, 200)));
  bodies.add(toHex((await (await sender()).encrypt(DELTA_FRAME)).subarray(3, 200)));
  assert.equal(bodies.size, 51);
});

test('a frame that was changed anywhere is none', async () => {
  const encrypted = await (await sender()).encrypt(KEY_FRAME);
  const { decryption } = await receiver();
  for (let at = 0; at < encrypted.length; ++at) assert.equal(await decryption.decrypt(changed(encrypted, at)), 'unreadable', `byte ${at}`);
  for (const length of [0, 1, ADDED_BYTES - 1, ADDED_BYTES, encrypted.length - 1]) {
    assert.equal(await decryption.decrypt(encrypted.slice(0, length)), 'unreadable', `${length} bytes`);
  }
  assert.equal(await decryption.decrypt(DELTA_FRAME), 'unreadable', 'in the clear');
  assert.deepEqual(await decryption.decrypt(encrypted), KEY_FRAME);
});

test("another secret, another's track and another track decrypt nothing", async () => {
  const encrypted = await (await sender()).encrypt(KEY_FRAME);
  for (const [source, secret] of /** @type {const} */ ([
    [CAMERA, 'another secret of it'],
    [{ ...CAMERA, participant: 'PA2' }, SECRET],
    [{ ...CAMERA, sid: 'MT3' }, SECRET],
    [{ ...CAMERA, kind: 'audio' }, SECRET],
    // Whatever a server has for ids.
    [{ ...CAMERA, participant: 'PA1","MT1', sid: '' }, SECRET],
    [null, SECRET],
  ])) {
    assert.equal(await (await receiver(source, secret)).decryption.decrypt(encrypted), 'unreadable', JSON.stringify(source));
  }
});

test('a receiver goes from one track to another', async () => {
  const other = { ...CAMERA, participant: 'PA2', sid: 'MT9' };
  const [first, second] = [await sender(), await sender(other)];
  const { decryption } = await receiver();
  assert.ok(isFrame(await decryption.decrypt(await first.encrypt(KEY_FRAME))));
  assert.equal(await decryption.decrypt(await second.encrypt(KEY_FRAME)), 'unreadable');
  decryption.setSource(other);
  assert.equal(await decryption.decrypt(await first.encrypt(KEY_FRAME)), 'unreadable');
  assert.ok(isFrame(await decryption.decrypt(await second.encrypt(KEY_FRAME))));
  decryption.setSource(CAMERA);
  assert.ok(isFrame(await decryption.decrypt(await first.encrypt(KEY_FRAME))));
  // It was asked for before the change, and is there after it.
  const late = decryption.decrypt(await first.encrypt(KEY_FRAME));
  decryption.setSource(other);
  assert.equal(await late, 'unreadable');
});

test('a frame comes once; out of order, but not out of date', async () => {
  const encryption = await sender();
  const { decryption } = await receiver();
  const { replayFrames } = ENCRYPTION_LIMITS;
  /** @type {Bytes[]} */
  const frames = [];
  for (let count = 0; count < replayFrames + 100; ++count) frames.push(await encryption.encrypt(DELTA_FRAME));
  const comes = async (/** @type {number} */ index) => isFrame(await decryption.decrypt(frames[index]));
  assert.ok(await comes(5));
  assert.ok(!(await comes(5)), 'again');
  assert.ok(await comes(40), 'after some that were lost');
  assert.ok(await comes(6), 'that was repeated');
  assert.ok(!(await comes(6)));
  assert.ok(await comes(replayFrames + 50));
  assert.ok(await comes(51), 'the oldest');
  assert.ok(!(await comes(50)), 'too old');
  assert.ok(!(await comes(40)), 'again, and too old');
  assert.ok(!(await comes(replayFrames + 50)));
  for (let index = 52; index < 80; ++index) assert.ok(await comes(index));
  for (let index = 52; index < 80; ++index) assert.ok(!(await comes(index)));
});

test('what is old to one receiver is so to all, and what is not comes to each', async () => {
  const encryption = await sender();
  const { streams, decryption } = await receiver();
  const other = new FrameDecryption(streams, 'video');
  other.setSource(CAMERA);
  const first = await encryption.encrypt(KEY_FRAME);
  // At the same time: both find the stream for the first time.
  assert.deepEqual(await Promise.all([decryption.decrypt(first), other.decrypt(first)]), [KEY_FRAME, KEY_FRAME]);
  assert.equal(await other.decrypt(first), 'repeated');
  const second = await encryption.encrypt(DELTA_FRAME);
  for (let count = 0; count <= ENCRYPTION_LIMITS.replayFrames; ++count) {
    assert.ok(isFrame(await decryption.decrypt(await encryption.encrypt(DELTA_FRAME))));
  }
  assert.equal(await other.decrypt(second), 'repeated');
});

test('what went before is remembered when the receiver comes back to the track', async () => {
  const encryption = await sender();
  const { decryption } = await receiver();
  const frame = await encryption.encrypt(KEY_FRAME);
  assert.ok(isFrame(await decryption.decrypt(frame)));
  decryption.setSource({ participant: 'PA2', sid: 'MT9' });
  await decryption.decrypt(await (await sender({ ...CAMERA, participant: 'PA2', sid: 'MT9' })).encrypt(KEY_FRAME));
  decryption.setSource(CAMERA);
  assert.equal(await decryption.decrypt(frame), 'repeated');
});

test('a sender takes another key after an hour, and nobody takes what is older than the day', async () => {
  let time = Date.UTC(2026, 0, 1);
  const now = () => time;
  const encryption = await sender(CAMERA, SECRET, now);
  const saltOf = (/** @type {Bytes} */ frame) => toHex(frame.subarray(-17, -5));
  const first = await encryption.encrypt(KEY_FRAME);
  time += HOUR - 1;
  assert.equal(saltOf(await encryption.encrypt(KEY_FRAME)), saltOf(first));
  time += 1;
  const next = await encryption.encrypt(KEY_FRAME);
  assert.notEqual(saltOf(next), saltOf(first));
  // Whoever was there goes on, and a newcomer whose clock is wrong begins.
  const { decryption } = await receiver(CAMERA, SECRET, now);
  assert.ok(isFrame(await decryption.decrypt(first)));
  assert.ok(isFrame(await decryption.decrypt(next)));
  for (const [difference, isTaken] of /** @type {const} */ ([[13, true], [13.01, false], [-11.99, true], [-12.01, false], [7 * 24, false]])) {
    const newcomer = await receiver(CAMERA, SECRET, () => time + difference * HOUR);
    assert.equal(isFrame(await newcomer.decryption.decrypt(next)), isTaken, `${difference} hours later`);
  }
});

test('not more streams are remembered than may be', async () => {
  const { streams, decryption } = await receiver();
  const first = await (await sender()).encrypt(KEY_FRAME);
  assert.ok(isFrame(await decryption.decrypt(first)));
  for (let count = 1; count < ENCRYPTION_LIMITS.streams; ++count) {
    assert.ok(isFrame(await decryption.decrypt(await (await sender()).encrypt(KEY_FRAME))));
  }
  assert.equal(await decryption.decrypt(first), 'repeated');
  assert.equal(streams.size, ENCRYPTION_LIMITS.streams);
  assert.ok(isFrame(await decryption.decrypt(await (await sender()).encrypt(KEY_FRAME))));
  assert.equal(streams.size, ENCRYPTION_LIMITS.streams);
  // What cannot be decrypted is not remembered.
  await decryption.decrypt(await (await sender(CAMERA, 'another secret of it')).encrypt(KEY_FRAME));
  assert.equal(streams.size, ENCRYPTION_LIMITS.streams);
});
