// A track that is published after another was unpublished goes where that one was.

import assert from 'node:assert/strict';
import { afterEach, before, test } from 'node:test';

import { PeerConnection } from '../../../client-wasm/platform/peer_connection.js';
import { asTrack, FakeTrack, installFakeMedia } from './fake_media.mjs';

/** As much of RTCPeerConnection as tracks need; replaceTrack() takes its time, as in browsers. */
class FakeConnection {
  /** @type {any[]} */
  transceivers = [];

  getTransceivers() {
    return this.transceivers;
  }

  /** @param {FakeTrack} track */
  addTrack(track) {
    const sender = {
      track: /** @type {FakeTrack | null} */ (track),
      streams: 1,
      parameters: { encodings: [{}] },
      operations: Promise.resolve(),
      /** @param {FakeTrack | null} other */
      replaceTrack(other) {
        this.operations = this.operations.then(() => {
          this.track = other;
        });
        return this.operations;
      },
      setStreams() {
        this.streams += 1;
      },
      getParameters() {
        return structuredClone(this.parameters);
      },
      /** @param {{ encodings: object[] }} parameters */
      async setParameters(parameters) {
        this.parameters = parameters;
      },
    };
    const mid = String(this.transceivers.length);
    this.transceivers.push({ sender, mid, direction: 'sendrecv', receiver: { track: { kind: track.kind } } });
    return sender;
  }
}

before(() => installFakeMedia());
afterEach(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'));

function connect() {
  const fake = new FakeConnection();
  Reflect.set(globalThis, 'RTCPeerConnection', function RTCPeerConnection() {
    return fake;
  });
  const connection = new PeerConnection(1, {}, /** @type {any} */ ({}));
  return { fake, connection };
}

/** @param {'audio' | 'video'} kind @param {string} id */
const track = (kind, id) => asTrack(Object.assign(new FakeTrack(kind, id), { getSettings: () => ({}) }));

/** Until what was asked of the browser is done. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('the next of its kind takes its place, under another stream', async () => {
  const { fake, connection } = connect();
  connection.addTrack('MT1', track('video', 'first'));
  connection.removeTrack('MT1');
  assert.equal(fake.transceivers[0].direction, 'recvonly');
  connection.addTrack('MT2', track('audio', 'sound'));
  connection.addTrack('MT3', track('video', 'second'));
  await nextTurn();
  assert.equal(fake.transceivers.length, 2);
  const [{ sender, direction }] = fake.transceivers;
  assert.deepEqual([sender.track.id, sender.streams, direction], ['second', 2, 'sendrecv']);
});

test('one that is removed at once is not sent after all', async () => {
  const { fake, connection } = connect();
  connection.addTrack('MT1', track('video', 'first'));
  connection.removeTrack('MT1');
  connection.addTrack('MT2', track('video', 'second'));
  connection.removeTrack('MT2');
  await nextTurn();
  assert.deepEqual([fake.transceivers[0].sender.track, fake.transceivers[0].direction], [null, 'recvonly']);
});

test('what was said of the one before does not hold for it', async () => {
  const { fake, connection } = connect();
  connection.addTrack('MT1', track('video', 'first'));
  connection.setEncoding('MT1', { active: false, maxBitrate: 1000, maxFramerate: 5, maxHeight: 90 });
  await nextTurn();
  assert.equal(fake.transceivers[0].sender.parameters.encodings[0].maxBitrate, 1000);
  connection.removeTrack('MT1');
  connection.addTrack('MT2', track('video', 'second'));
  await nextTurn();
  assert.deepEqual(fake.transceivers[0].sender.parameters.encodings, [{ active: true, scaleResolutionDownBy: 1 }]);
});

test('an m-line that the other side has ended is left alone', () => {
  const { fake, connection } = connect();
  connection.addTrack('MT1', track('video', 'first'));
  connection.removeTrack('MT1');
  fake.transceivers[0].direction = 'stopped';
  connection.addTrack('MT2', track('video', 'second'));
  assert.equal(fake.transceivers.length, 2);
});
