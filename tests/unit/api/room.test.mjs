import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enterWithBen, setUp } from './fake_client.mjs';
import { asTrack, FakeTrack } from './fake_media.mjs';
import { LocalAudioTrack } from '../../../client-wasm/api/local_audio_track.js';

test('the room that is handed out has those who were there already', async () => {
  const { client, membership } = setUp();
  const entering = membership.enter('wss://meet.example.org', 'standup', '');
  assert.deepEqual(client.calls[0].slice(0, 4),
      ['connect', 'wss://meet.example.org', 'standup', 'Ann']);
  client.observer.roomConnected('RM1', 'standup', 'PA0');
  client.observer.participantConnected('PA1', 'Ben', true);
  client.observer.actionsDone();
  const room = await entering;
  assert.equal(room.localParticipant.sid, 'PA0');
  assert.deepEqual([...room.participants.keys()], ['PA1']);
  let came = 0;
  room.on('participantConnected', () => (came += 1));
  client.observer.participantConnected('PA2', 'Cleo', false);
  client.observer.actionsDone();
  assert.equal(came, 1);
});

test('track events are told on the participant, then on the room', async () => {
  const { client, room, ben } = await enterWithBen();
  /** @type {string[]} */
  const heard = [];
  for (const event of /** @type {const} */ (['trackPublished', 'trackSubscribed', 'trackDisabled', 'trackUnsubscribed'])) {
    ben.on(event, () => heard.push(`${event} on Ben`));
    room.on(event, (/** @type {unknown[]} */ ...values) => {
      heard.push(`${event} on room${values.at(-1) === ben ? ' of Ben' : ''}`);
    });
  }
  client.observer.trackPublished('PA1', 'MT1', 'video', 'camera', true, 'standard');
  client.observer.trackSubscribed('PA1', 'MT1', 1, '0');
  client.observer.trackEnabled('PA1', 'MT1', false);
  client.observer.participantDisconnected('PA1');
  assert.deepEqual(heard, [
    'trackPublished on Ben', 'trackPublished on room of Ben',
    'trackSubscribed on Ben', 'trackSubscribed on room of Ben',
    'trackDisabled on Ben', 'trackDisabled on room of Ben',
    'trackUnsubscribed on Ben', 'trackUnsubscribed on room of Ben',
  ]);
});

test('a refusal rejects with the error, and the client is deleted after its call', async () => {
  const { client, membership } = setUp();
  const entering = membership.enter('wss://meet.example.org', 'standup', '');
  client.observer.roomDisconnected('room-full', '50 participants are in this room.');
  assert.ok(!client.calls.some(([name]) => name === 'delete'));
  await assert.rejects(entering, { id: 'room-full', code: 53105, name: 'TwilioError' });
  assert.equal(await entering.catch(String), 'TwilioError 53105: 50 participants are in this room.');
  assert.deepEqual(client.calls.at(-1), ['delete']);
});

test('the log of events outlives the call, and comes with the error of one that failed', async () => {
  const { client, membership } = setUp();
  const entering = membership.enter('wss://meet.example.org', 'standup', '');
  client.observer.roomConnected('RM1', 'standup', 'PA0');
  client.observer.actionsDone();
  const room = await entering;
  assert.equal(room.getEventLog(), 'the log of 1 calls');
  room.disconnect();
  await Promise.resolve();
  assert.deepEqual(client.calls.at(-1), ['delete']);
  assert.equal(room.getEventLog(), 'the log of 1 calls');

  const refused = setUp();
  const failing = refused.membership.enter('wss://meet.example.org', 'standup', '');
  refused.client.observer.roomDisconnected('connection-failed', 'The server could not be reached.');
  await assert.rejects(failing, { id: 'connection-failed', eventLog: 'the log of 1 calls' });
});

test('disconnect() tells oneself and the room, once; the others are still there', async () => {
  const { room, ben } = await enterWithBen();
  /** @type {string[]} */
  const heard = [];
  ben.on('disconnected', () => heard.push('Ben'));
  room.localParticipant.on('disconnected', () => heard.push('Ann'));
  room.on('disconnected', (/** @type {unknown} */ _, /** @type {unknown} */ error) => {
    heard.push(`room ${error}`);
  });
  room.disconnect().disconnect();
  assert.deepEqual(heard, ['Ann', 'room undefined']);
  assert.equal(room.participants.get('PA1')?.state, 'connected');
  assert.equal(room.state, 'disconnected');
  // In the vendor's words, which its suites and so perhaps pages look at.
  await assert.rejects(room.localParticipant.publishTrack(asTrack(new FakeTrack('audio'))), { message: 'LocalParticipant disconnected' });
});

test('muting a published track reaches the others; an unpublished one does not', async () => {
  const track = new LocalAudioTrack(asTrack(new FakeTrack('audio')), { name: 'microphone' });
  const { client, membership } = setUp([track]);
  const [[, detailed, sid, ...published]] = client.calls;
  assert.match(String(sid), /^MT[0-9a-f]{32}$/);
  assert.deepEqual([detailed, ...published], [false, 'audio', true, 'standard', 'microphone']);
  const entering = membership.enter('wss://meet.example.org', 'standup', '');
  client.observer.roomConnected('RM1', 'standup', 'PA0');
  client.observer.actionsDone();
  const { localParticipant } = await entering;
  track.disable();
  assert.deepEqual(client.calls.at(-1), ['setTrackEnabled', sid, false]);
  assert.equal(localParticipant.unpublishTrack(track)?.trackSid, sid);
  assert.deepEqual(client.calls.at(-1), ['unpublishTrack', sid]);
  const { length } = client.calls;
  track.enable();
  assert.equal(client.calls.length, length);
});
