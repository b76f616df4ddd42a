// Every event that a page may listen to, with its arguments in their order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LocalAudioTrack } from '../../../client-wasm/api/local_audio_track.js';
import { LocalDataTrack } from '../../../client-wasm/api/local_data_track.js';
import { LocalVideoTrack } from '../../../client-wasm/api/local_video_track.js';
import { RemoteVideoTrack } from '../../../client-wasm/api/remote_video_track.js';
import { enterWithBen, setUp } from './fake_client.mjs';
import { asElement, asTrack, FakeElement, FakeTrack } from './fake_media.mjs';

/**
 * @param {{ on(event: any, listener: (...values: any[]) => void): unknown }} emitter
 * @param {string[]} events
 * @returns {unknown[][]} the events that come, each with its arguments
 */
function hearing(emitter, ...events) {
  /** @type {unknown[][]} */
  const heard = [];
  for (const event of events) {
    emitter.on(event, (/** @type {unknown[]} */ ...values) => heard.push([event, ...values]));
  }
  return heard;
}

/** The list is what was heard, the same objects and not only equal ones. @param {unknown[][]} heard @param {unknown[][]} expected */
function assertHeard(heard, expected) {
  assert.deepEqual(heard.map(([event]) => event), expected.map(([event]) => event));
  for (const [index, values] of expected.entries()) {
    assert.equal(heard[index].length, values.length, String(values[0]));
    for (const [place, value] of values.entries()) assert.ok(Object.is(heard[index][place], value), `${values[0]} ${place}`);
  }
}

test("a remote track's whole life, on its publication, participant and room", async () => {
  const { client, room, ben } = await enterWithBen();
  const names = ['trackPublished', 'trackSubscribed', 'trackDisabled', 'trackEnabled', 'trackSwitchedOff',
    'trackSwitchedOn', 'trackPublishPriorityChanged', 'trackUnsubscribed', 'trackUnpublished'];
  const onBen = hearing(ben, ...names);
  const onRoom = hearing(room, ...names);
  const { observer } = client;
  observer.trackPublished('PA1', 'MT1', 'video', 'camera', true, 'high');
  const publication = ben.videoTracks.get('MT1');
  assert.ok(publication);
  const { kind, trackName, trackSid, isSubscribed, isTrackEnabled, publishPriority, track: none } = publication;
  assert.deepEqual({ kind, trackName, trackSid, isSubscribed, isTrackEnabled, publishPriority, none }, {
    kind: 'video', trackName: 'camera', trackSid: 'MT1', isSubscribed: false, isTrackEnabled: true,
    publishPriority: 'high', none: null,
  });
  const onPublication = hearing(publication, 'subscribed', 'unsubscribed', 'trackDisabled', 'trackEnabled',
      'trackSwitchedOff', 'trackSwitchedOn', 'publishPriorityChanged');
  observer.trackSubscribed('PA1', 'MT1', 1, '0');
  const { track } = publication;
  assert.ok(track instanceof RemoteVideoTrack);
  assert.equal(track.sid, 'MT1');
  const onTrack = hearing(track, 'disabled', 'enabled', 'switchedOff', 'switchedOn');
  observer.trackEnabled('PA1', 'MT1', false);
  assert.equal(track.isEnabled, false);
  observer.trackEnabled('PA1', 'MT1', true);
  observer.trackSwitched('PA1', 'MT1', true);
  assert.equal(track.isSwitchedOff, true);
  observer.trackSwitched('PA1', 'MT1', false);
  observer.trackPriorityChanged('PA1', 'MT1', 'low');
  observer.trackUnsubscribed('PA1', 'MT1');
  observer.trackUnpublished('PA1', 'MT1');
  const expected = [
    ['trackPublished', publication],
    ['trackSubscribed', track, publication],
    ['trackDisabled', publication],
    ['trackEnabled', publication],
    ['trackSwitchedOff', track, publication],
    ['trackSwitchedOn', track, publication],
    ['trackPublishPriorityChanged', 'low', publication],
    ['trackUnsubscribed', track, publication],
    ['trackUnpublished', publication],
  ];
  assertHeard(onBen, expected);
  assertHeard(onRoom, expected.map((values) => [...values, ben]));
  assertHeard(onPublication, [
    ['subscribed', track], ['trackDisabled'], ['trackEnabled'], ['trackSwitchedOff', track],
    ['trackSwitchedOn', track], ['publishPriorityChanged', 'low'], ['unsubscribed', track],
  ]);
  assertHeard(onTrack,
      [['disabled', track], ['enabled', track], ['switchedOff', track], ['switchedOn', track]]);
  assert.equal(ben.tracks.size + ben.videoTracks.size, 0);
});

test('the others, as they come, lose their server, return and go', async () => {
  const { client, room, ben } = await enterWithBen();
  const onRoom = hearing(room, 'participantConnected', 'participantReconnecting',
      'participantReconnected', 'participantDisconnected');
  const onBen = hearing(ben, 'reconnecting', 'reconnected', 'disconnected');
  client.observer.participantReconnecting('PA1');
  assert.equal(ben.state, 'reconnecting');
  client.observer.participantReconnected('PA1');
  client.observer.participantDisconnected('PA1');
  assert.equal(ben.state, 'disconnected');
  client.observer.participantConnected('PA2', 'Cleo', false);
  client.observer.actionsDone();
  assertHeard(onRoom, [['participantReconnecting', ben], ['participantReconnected', ben],
    ['participantDisconnected', ben], ['participantConnected', room.participants.get('PA2')]]);
  assertHeard(onBen, [['reconnecting', ben], ['reconnected', ben], ['disconnected', ben]]);
});

test('who comes has its tracks by then, and what it comes with is no event', async () => {
  const { client, room } = await enterWithBen();
  const onRoom = hearing(room, 'participantConnected', 'trackPublished', 'participantReconnecting', 'participantHostChanged');
  /** @type {unknown[]} */
  const found = [];
  room.on('participantConnected', ({ tracks, isHost, state }) => found.push(...tracks.keys(), isHost, state));
  const { observer } = client;
  observer.participantConnected('PA2', 'Cleo', false);
  observer.trackPublished('PA2', 'MT2', 'video', 'camera', true, 'standard');
  observer.hostChanged('PA2', true);
  observer.participantReconnecting('PA2');
  observer.actionsDone();
  assert.deepEqual(found, ['MT2', true, 'reconnecting']);
  const cleo = room.participants.get('PA2');
  observer.trackPublished('PA2', 'MT3', 'audio', 'microphone', true, 'standard');
  observer.actionsDone();
  assertHeard(onRoom, [['participantConnected', cleo], ['trackPublished', cleo?.tracks.get('MT3'), cleo]]);
});

test('the room loses its server, finds it again, and is over', async () => {
  const { client, room } = await enterWithBen();
  const heard = hearing(room, 'reconnecting', 'reconnected', 'disconnected');
  const own = hearing(room.localParticipant, 'reconnecting', 'reconnected', 'disconnected');
  client.observer.roomReconnecting();
  assert.equal(room.state, 'reconnecting');
  client.observer.roomReconnected('PA0');
  client.observer.roomDisconnected('connection-lost', 'gone');
  assert.deepEqual(heard.map(([event]) => event), ['reconnecting', 'reconnected', 'disconnected']);
  assert.equal(/** @type {{ code: number }} */ (heard[0][1]).code, 53001);
  assert.equal(heard[2][1], room);
  assert.equal(/** @type {{ code: number }} */ (heard[2][2]).code, 53001);
  assert.deepEqual(own.map(([event]) => event), ['reconnecting', 'reconnected', 'disconnected']);
  assert.deepEqual(await room.getStats(), []);
});

test("one's own tracks: a publication is told, enable and disable pass the track", async () => {
  const { client, room: { localParticipant } } = await enterWithBen();
  const heard = hearing(localParticipant, 'trackPublished', 'trackDisabled', 'trackEnabled', 'trackStopped');
  const track = new LocalVideoTrack(asTrack(new FakeTrack('video')), { name: 'camera' });
  const publication = await localParticipant.publishTrack(track, { priority: 'high' });
  assertHeard(heard, []);
  await new Promise((resolve) => setTimeout(resolve));
  const onPublication = hearing(publication, 'trackDisabled', 'trackEnabled');
  assert.equal(publication.priority, 'high');
  assert.equal(await localParticipant.publishTrack(track), publication);
  track.disable().enable();
  track.stop();
  assertHeard(heard, [['trackPublished', publication], ['trackDisabled', track], ['trackEnabled', track],
    ['trackStopped', track]]);
  assertHeard(onPublication, [['trackDisabled'], ['trackEnabled']]);
  publication.setPriority('low');
  assert.deepEqual(client.calls.at(-1), ['setTrackPriority', publication.trackSid, 'low']);
  assert.throws(() => publication.setPriority(/** @type {'low'} */ ('urgent')), RangeError);
  assert.equal(publication.unpublish(), publication);
  assert.deepEqual(client.calls.at(-1), ['unpublishTrack', publication.trackSid]);
  assert.equal(localParticipant.unpublishTrack(track), null);
  assert.throws(() => localParticipant.unpublishTrack(/** @type {never} */ (publication)), TypeError);
});

test('a track that cannot be published is told, and its promise rejected', async () => {
  const { client, room: { localParticipant } } = await enterWithBen();
  const heard = hearing(localParticipant, 'trackPublicationFailed', 'trackPublished');
  const publish = /** @type {{ publishTrack: (detailed: boolean, sid: string) => void }} */ (/** @type {unknown} */ (client));
  publish.publishTrack = (_detailed, sid) => client.observer.trackPublicationFailed(sid, 'too-many-tracks');
  const track = new LocalDataTrack({ name: 'chat' });
  await assert.rejects(localParticipant.publishTrack(track), { code: 53305 });
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(heard.length, 1);
  assert.equal(heard[0][2], track);
  assert.equal(localParticipant.dataTracks.size, 0);
  await assert.rejects(localParticipant.publishTrack(/** @type {never} */ ({})), TypeError);
});

test('settings with wrong values throw what the vendor throws', async () => {
  const { room: { localParticipant } } = await enterWithBen();
  const set = (/** @type {any} */ parameters) => () => localParticipant.setParameters(parameters);
  for (const wrong of [7, [], { maxAudioBitrate: '16000' }, { maxVideoBitrate: NaN }]) assert.throws(set(wrong), TypeError);
  for (const right of [undefined, null, {}, { maxAudioBitrate: null }, { maxVideoBitrate: 9 }]) assert.doesNotThrow(set(right));
  const configure = (/** @type {any} */ configuration) => () => localParticipant.setNetworkQualityConfiguration(configuration);
  for (const wrong of [undefined, null, 7, { local: '1' }]) assert.throws(configure(wrong), TypeError);
  const list = /** @type {any} */ (new FakeTrack('video'));
  assert.throws(() => localParticipant.publishTracks(list), TypeError);
  assert.throws(() => localParticipant.unpublishTracks(list), TypeError);
  const track = new LocalDataTrack();
  await assert.rejects(localParticipant.publishTrack(track, { priority: /** @type {any} */ ('urgent') }), RangeError);
});

test('a local track tells that its media has ended, by whomever', () => {
  const media = new FakeTrack('video');
  // As pages' own tests have them.
  Object.assign(media, { getConstraints: undefined });
  const track = new LocalVideoTrack(asTrack(media));
  const heard = hearing(track, 'stopped');
  assert.equal(track.isStopped, false);
  media.stop();
  assert.equal(track.isStopped, true);
  track.stop();
  assertHeard(heard, [['stopped', track]]);
});

test('data tracks are JSON as plain values', () => {
  const { id, ...rest } = /** @type {any} */ (new LocalDataTrack({ name: 'chat', maxRetransmits: 3 }).toJSON());
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.deepEqual(rest, { kind: 'data', name: 'chat', isEnabled: true, ordered: true, maxPacketLifeTime: null,
    maxRetransmits: 3, reliable: false });
});

test('statistics are one report with all tracks, also of those who are alone', async () => {
  const microphone = new LocalAudioTrack(asTrack(new FakeTrack('audio', 'sound')));
  const { room } = await enterWithBen([microphone]);
  const [trackSid] = room.localParticipant.tracks.keys();
  const reports = await room.getStats();
  assert.equal(reports.length, 1);
  const [{ localAudioTrackStats: [own], ...rest }] = reports;
  assert.deepEqual([own.trackSid, own.trackId, own.bytesSent], [trackSid, 'sound', 0]);
  assert.deepEqual([rest.localVideoTrackStats, rest.remoteAudioTrackStats, rest.connections], [[], [], []]);
});

test('the tracks that one enters with are told when the promise has resolved', async () => {
  const camera = new LocalVideoTrack(asTrack(new FakeTrack('video')), { name: 'camera' });
  const refused = new LocalDataTrack({ name: 'chat' });
  const { client, membership } = setUp(/** @type {any} */ ([camera, refused]));
  const [, , sid] = client.calls.filter(([call]) => call === 'publishTrack')[1];
  client.observer.trackPublicationFailed(String(sid), 'track-name-too-long');
  const entering = membership.enter('wss://meet.example.org', 'standup', '');
  client.observer.roomConnected('RM1', 'standup', 'PA0');
  client.observer.actionsDone();
  const { localParticipant } = await entering;
  const heard = hearing(localParticipant, 'trackPublished', 'trackPublicationFailed');
  client.observer.actionsDone();
  await new Promise((resolve) => setTimeout(resolve));
  const [[, error]] = heard.slice(1);
  assertHeard(heard, [['trackPublished', [...localParticipant.tracks.values()][0]], ['trackPublicationFailed', error, refused]]);
  assert.equal(/** @type {{ code: number }} */ (error).code, 53302);
  assert.equal(localParticipant.tracks.size, 1);
});

test('a track that fails later is told, too', async () => {
  const { client, room: { localParticipant } } = await enterWithBen();
  const track = new LocalDataTrack({ name: 'chat' });
  const { trackSid } = await localParticipant.publishTrack(track);
  const heard = hearing(localParticipant, 'trackPublicationFailed');
  client.observer.trackPublicationFailed(trackSid, 'too-many-tracks');
  await new Promise((resolve) => setTimeout(resolve));
  assertHeard(heard, [['trackPublicationFailed', heard[0]?.[1], track]]);
});

test('who speaks, where that was asked for', async () => {
  const { client, room, ben } = await enterWithBen([], { dominantSpeaker: true });
  const heard = hearing(room, 'dominantSpeakerChanged');
  assert.equal(room.dominantSpeaker, null);
  client.observer.dominantSpeakerChanged('PA1');
  assert.equal(room.dominantSpeaker, ben);
  client.observer.dominantSpeakerChanged('');
  assertHeard(heard, [['dominantSpeakerChanged', ben], ['dominantSpeakerChanged', null]]);
  room.disconnect();
});

test('network quality in detail is in the units of the vendor', async () => {
  const { client, ben, room } = await enterWithBen([], { networkQuality: { local: 1, remote: 3 } });
  client.observer.networkQualityChanged('PA1', 4, 200, 5, 0.01, 0.02);
  const latency = { jitter: 0.005, rtt: 0.2, level: 4 };
  assert.deepEqual(ben.networkQualityStats?.video, {
    send: 4, recv: 4,
    sendStats: { bandwidth: null, latency, fractionLost: { fractionLost: 0.02, level: 4 } },
    recvStats: { bandwidth: null, latency, fractionLost: { fractionLost: 0.01, level: 4 } },
  });
  room.disconnect();
});

test('network quality, as much of it as was asked for', async () => {
  const { client, room, ben } = await enterWithBen([], { networkQuality: { local: 1, remote: 2 } });
  const onBen = hearing(ben, 'networkQualityLevelChanged');
  const own = hearing(room.localParticipant, 'networkQualityLevelChanged');
  client.observer.networkQualityChanged('PA1', 4, 200, 5, 0.01, 0.02);
  client.observer.networkQualityChanged('', 5, 20, 5, 0, 0);
  const media = { send: 4, recv: 4, sendStats: null, recvStats: null };
  assert.deepEqual(onBen, [['networkQualityLevelChanged', 4, {
    level: 4, roundTripTime: 200, jitter: 5, packetLossReceived: 0.01, packetLossSent: 0.02, audio: media, video: media,
  }]]);
  assert.deepEqual(own, [['networkQualityLevelChanged', 5, null]]);
  room.localParticipant.setNetworkQualityConfiguration({ local: 2, remote: 0 });
  client.observer.networkQualityChanged('PA1', 1, 900, 5, 0, 0);
  assert.equal(ben.networkQualityLevel, 4);
  room.disconnect();
});

test('dimensions of a picture, once they are known and when they change', async () => {
  const { client, room, ben } = await enterWithBen();
  client.observer.trackPublished('PA1', 'MT1', 'video', 'camera', true, 'standard');
  client.observer.trackSubscribed('PA1', 'MT1', 1, '0');
  const track = ben.videoTracks.get('MT1')?.track;
  assert.ok(track);
  assert.deepEqual(track.dimensions, { width: null, height: null });
  const heard = [hearing(track, 'dimensionsChanged'), hearing(ben, 'trackDimensionsChanged'),
    hearing(room, 'trackDimensionsChanged')];
  const element = Object.assign(new FakeElement(), { videoWidth: 640, videoHeight: 360 });
  track.attach(asElement(element));
  element.dispatchEvent(new Event('resize'));
  element.dispatchEvent(new Event('resize'));
  assert.deepEqual(track.dimensions, { width: 640, height: 360 });
  assertHeard(heard[0], [['dimensionsChanged', track]]);
  assertHeard(heard[1], [['trackDimensionsChanged', track]]);
  assertHeard(heard[2], [['trackDimensionsChanged', track, ben]]);
  track.detach();
  element.videoWidth = 320;
  element.dispatchEvent(new Event('resize'));
  assert.equal(heard[0].length, 1);
});

test('how much of a track is wanted goes to the client until it is unsubscribed', async () => {
  const { client, ben } = await enterWithBen([], {
    bandwidthProfile: { video: { mode: 'collaboration', clientTrackSwitchOffControl: 'manual', contentPreferencesMode: 'manual' } },
  });
  assert.deepEqual(client.calls.find(([name]) => name === 'setBandwidthProfile'),
      ['setBandwidthProfile', 'collaboration', 'low', true, 0, 0]);
  client.observer.trackPublished('PA1', 'MT1', 'video', 'camera', true, 'standard');
  client.observer.trackSubscribed('PA1', 'MT1', 1, '0');
  const track = ben.videoTracks.get('MT1')?.track;
  assert.ok(track);
  const last = () => client.calls.at(-1);
  track.switchOff();
  assert.deepEqual(last(), ['setTrackPreference', 'PA1', 'MT1', true, 0]);
  track.setContentPreferences({ renderDimensions: { width: 320, height: 180 } });
  assert.deepEqual(last(), ['setTrackPreference', 'PA1', 'MT1', true, 180]);
  track.switchOn();
  assert.deepEqual(last(), ['setTrackPreference', 'PA1', 'MT1', false, 180]);
  assert.equal(track.setPriority('high').priority, 'high');
  assert.deepEqual(last(), ['setSubscribePriority', 'PA1', 'MT1', true, 'high']);
  for (const none of ['urgent', undefined, 42]) {
    assert.throws(() => track.setPriority(/** @type {'low'} */ (none)), { name: 'RangeError', message: /priority must be one of/ });
  }
  assert.equal(track.setPriority(null).priority, null);
  assert.deepEqual(last(), ['setSubscribePriority', 'PA1', 'MT1', false, 'standard']);
  client.observer.trackUnsubscribed('PA1', 'MT1');
  const { length } = client.calls;
  track.switchOff();
  track.setPriority('low');
  assert.equal(client.calls.length, length);
});

test('limits of what is sent, by option and later', async () => {
  const { client, room } = await enterWithBen([], { maxAudioBitrate: 16_000, maxVideoBitrate: -1 });
  assert.deepEqual(client.calls.find(([name]) => name === 'setBitrateLimits'),
      ['setBitrateLimits', 16_000, 0]);
  room.localParticipant.setParameters({ maxVideoBitrate: 250_000 });
  assert.deepEqual(client.calls.at(-1), ['setBitrateLimits', 16_000, 250_000]);
  room.localParticipant.setParameters();
  assert.deepEqual(client.calls.at(-1), ['setBitrateLimits', 16_000, 250_000]);
  room.localParticipant.setParameters({ maxAudioBitrate: null });
  assert.deepEqual(client.calls.at(-1), ['setBitrateLimits', 0, 250_000]);
  room.localParticipant.setParameters(null);
  assert.deepEqual(client.calls.at(-1), ['setBitrateLimits', 0, 0]);
});

test('how good pictures may be, by option and later; and what is needed of a camera', async () => {
  const { client, room } = await enterWithBen([], { videoQuality: 'saving' });
  const qualities = () => client.calls.filter(([name]) => name === 'setVideoQuality').map(([, quality]) => quality);
  assert.deepEqual(qualities(), ['saving']);
  assert.equal(room.setVideoQuality('sound-only'), room);
  assert.deepEqual(qualities(), ['saving', 'sound-only']);
  assert.throws(() => room.setVideoQuality(/** @type {'high'} */ ('best')), RangeError);
  client.observer.largestHeightChanged('MTx', 180);
});

test('a room is plain JSON, too', async () => {
  const { client, room } = await enterWithBen();
  client.observer.trackPublished('PA1', 'MT1', 'audio', 'microphone', false, 'standard');
  const json = JSON.parse(JSON.stringify(room));
  assert.equal(json.name, 'standup');
  assert.equal(json.state, 'connected');
  assert.equal(json.participants.PA1.identity, 'Ben');
  assert.deepEqual(json.participants.PA1.audioTracks.MT1, {
    kind: 'audio', trackName: 'microphone', trackSid: 'MT1', isSubscribed: false,
    isTrackEnabled: false, publishPriority: 'standard',
  });
});
