import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LocalAudioTrack } from '../../../client-wasm/api/local_audio_track.js';
import { enterWithBen, setUp } from './fake_client.mjs';
import { asTrack, FakeTrack } from './fake_media.mjs';
import { settingsOf } from '../../../client-wasm/api/connect_options.js';

/** @typedef {Awaited<ReturnType<typeof enterWithBen>>['room']} Room */

/** Ann, as host of a room where Ben is. @param {LocalAudioTrack[]} [tracks] */
async function enterAsHost(tracks) {
  const entered = await enterWithBen(tracks);
  entered.client.observer.hostChanged('PA0', true);
  entered.client.calls.length = 0;
  return entered;
}

test('nobody but a host changes anything', async () => {
  const { client, room, ben } = await enterWithBen();
  const calls = client.calls.length;
  for (const act of [
    () => room.setLocked(true), () => room.setWaitingRoom(true), () => room.setPassword('x'), () => room.admit('PA9'),
    () => room.refuse('PA9'), () => room.end(), () => ben.mute('audio'), () => ben.remove(),
  ]) assert.throws(act, { id: 'host-required' });
  assert.equal(client.calls.length, calls);
});

test('what a host does is passed on', async () => {
  const { client, room, ben } = await enterAsHost();
  room.setLocked(true).setWaitingRoom(false).setPassword('open sesame').setPassword('').admit('PA8').refuse('PA9');
  ben.mute('audio').mute('video').remove();
  room.end();
  assert.deepEqual(client.calls, [
    ['setRoomLocked', true], ['setWaitingRoom', false], ['setRoomPassword', 'open sesame'], ['setRoomPassword', ''],
    ['admit', 'PA8'], ['refuse', 'PA9'], ['muteParticipant', 'PA1', 'audio'], ['muteParticipant', 'PA1', 'video'],
    ['removeParticipant', 'PA1'], ['endRoom'],
  ]);
});

test('what cannot be is refused before it is said', async () => {
  const { client, room, ben } = await enterAsHost();
  assert.throws(() => room.setPassword('ü'.repeat(65)), RangeError);
  assert.throws(() => ben.mute(/** @type {any} */ ('data')), RangeError);
  assert.deepEqual(client.calls, []);
});

test('who is host is told on the participant, then on the room', async () => {
  const { client, room, ben } = await enterWithBen();
  /** @type {string[]} */
  const heard = [];
  ben.on('hostChanged', (/** @type {{ identity: string }} */ { identity }) => heard.push(`${identity} himself`));
  room.on('participantHostChanged', (/** @type {{ identity: string, isHost: boolean }} */ { identity, isHost }) => {
    heard.push(`${identity} ${isHost}`);
  });
  client.observer.hostChanged('PA1', true);
  client.observer.hostChanged('PA1', true);
  client.observer.hostChanged('PA0', true);
  client.observer.hostChanged('PA7', true);
  client.observer.hostChanged('PA1', false);
  assert.deepEqual(heard, ['Ben himself', 'Ben true', 'Ann true', 'Ben himself', 'Ben false']);
  assert.equal(room.localParticipant.isHost, true);
});

test('what is set and who waits is told', async () => {
  const { client, room } = await enterAsHost();
  /** @type {unknown[]} */
  const heard = [];
  room.on('settingsChanged', (/** @type {Room} */ { isLocked, hasWaitingRoom, hasPassword }) => {
    heard.push([isLocked, hasWaitingRoom, hasPassword]);
  });
  for (const event of /** @type {const} */ (['participantWaiting', 'participantWaitingEnded'])) {
    room.on(event, ({ identity }) => heard.push(`${event} ${identity}`));
  }
  client.observer.roomStateChanged(true, false, true);
  client.observer.participantKnocked('PA9', 'Cleo');
  assert.deepEqual([...room.waiting], [['PA9', { sid: 'PA9', identity: 'Cleo' }]]);
  client.observer.knockEnded('PA9');
  client.observer.knockEnded('PA9');
  assert.equal(room.waiting.size, 0);
  assert.deepEqual(heard, [[true, false, true], 'participantWaiting Cleo', 'participantWaitingEnded Cleo']);
});

test('a host is told that somebody tries passwords', async () => {
  const { client, room } = await enterAsHost();
  /** @type {number[]} */
  const heard = [];
  room.on('wrongPasswords', (count) => heard.push(count));
  client.observer.wrongPasswords(5);
  assert.deepEqual(heard, [5]);
});

test('a track that a host has muted is off, and one is told who did it', async () => {
  const microphone = new LocalAudioTrack(asTrack(new FakeTrack('audio')));
  const { client, room, ben } = await enterWithBen([microphone]);
  client.calls.length = 0;
  const [sid] = room.localParticipant.audioTracks.keys();
  /** @type {unknown[]} */
  const heard = [];
  room.localParticipant.on('trackDisabled', (/** @type {unknown} */ track) => heard.push('off', track));
  room.localParticipant.on('mutedByHost', (/** @type {unknown[]} */ ...values) => heard.push('muted', ...values));
  client.observer.localTrackMuted(sid, 'PA1');
  assert.equal(microphone.isEnabled, false);
  assert.deepEqual(heard, ['off', microphone, 'muted', microphone, ben]);
  client.observer.localTrackMuted('MT9', 'PA7');
  assert.equal(heard.length, 5);
  // The client has said so already.
  assert.deepEqual(client.calls, []);
  microphone.enable();
  microphone.disable();
  assert.deepEqual(client.calls, [['setTrackEnabled', sid, true], ['setTrackEnabled', sid, false]]);
});

test('of a track that is off nothing is played', async () => {
  const { client, ben } = await enterWithBen();
  client.observer.trackPublished('PA1', 'MT1', 'video', 'camera', false, 'standard');
  client.observer.trackSubscribed('PA1', 'MT1', 1, '0');
  const { track } = ben.videoTracks.get('MT1') ?? {};
  assert.equal(track?.mediaStreamTrack.enabled, false);
  client.observer.trackEnabled('PA1', 'MT1', true);
  assert.equal(track?.mediaStreamTrack.enabled, true);
  client.observer.trackEnabled('PA1', 'MT1', false);
  assert.equal(track?.mediaStreamTrack.enabled, false);
});

test('the password goes along, and one hears that one waits', async () => {
  const { client, membership } = setUp();
  let waits = 0;
  membership.configure(settingsOf({ password: 'open sesame', onWaiting: () => (waits += 1) }));
  assert.ok(client.calls.some(([name, value]) => name === 'usePassword' && value === 'open sesame'));
  membership.enter('wss://meet.example.org', 'standup', '').catch(() => {});
  client.observer.roomWaiting();
  await Promise.resolve();
  assert.equal(waits, 1);
});

test('without a password none is said', () => {
  const { client, membership } = setUp();
  membership.configure(settingsOf({ password: /** @type {any} */ (17) }));
  assert.ok(!client.calls.some(([name]) => name === 'usePassword'));
});

test('the end of a room has the vendor\'s code, a removal its own id', async () => {
  for (const [id, code] of [['room-ended', 53118], ['removed', 53104]]) {
    const { client, room } = await enterWithBen();
    /** @type {unknown[]} */
    const heard = [];
    room.on('disconnected', (_, error) => {
      heard.push(error?.id, error?.code);
    });
    client.observer.roomDisconnected(String(id), '');
    assert.deepEqual(heard, [id, code]);
  }
});
