import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsOf } from '../../../client-wasm/api/connect_options.js';
import { EventEmitter } from '../../../client-wasm/api/event_emitter.js';
import { Logger } from '../../../client-wasm/api/logger.js';
import { roomLog } from '../../../client-wasm/api/room_log.js';
import { withDtx, withoutDtx } from '../../../client-wasm/platform/opus_dtx.js';
import { configurationOf } from '../../../client-wasm/platform/connection_settings.js';

/** @import { ConnectOptions } from '../../../client-wasm/api/connect_options.js' */
/** @import { Room } from '../../../client-wasm/api/room.js' */
/** @import { SignalingEvent } from '../../../client-wasm/api/room_log.js' */

/** @param {unknown} options */
const settings = (options) => settingsOf(/** @type {ConnectOptions} */ (options));

test('without options nothing is out of the ordinary', () => {
  assert.deepEqual(settings({}), {
    connection: { configuration: {}, codecs: { audio: [], video: [] }, seal: null, encryption: null, dtx: true, dscp: false },
    subscribe: true,
    videoQuality: 'automatic',
    dominantSpeaker: false,
    networkQuality: null,
    bitrates: { audio: 0, video: 0 },
    bandwidth: null,
    followElements: null,
    password: '',
    onWaiting: settings({}).onWaiting,
  });
});

test('what is wrong is ignored', () => {
  const wrong = {
    iceServers: 'stun:example.org', iceTransportPolicy: 'never', rtcConfiguration: 7,
    preferredAudioCodecs: 'opus', preferredVideoCodecs: [7, null], dominantSpeaker: 'yes',
    networkQuality: 'good', maxAudioBitrate: '16000', maxVideoBitrate: -5, bandwidthProfile: { video: 7 },
    automaticSubscription: 'no', region: 12, password: 7, onWaiting: 'later',
  };
  assert.deepEqual(settings(wrong), settings({}));
});

test('a secret that cannot be used is refused: rather no call than one that is taken for what it is not', () => {
  for (const sharedSecret of ['short', 'x'.repeat(257), 7, {}, true]) {
    assert.throws(() => settings({ sharedSecret }), { id: 'bad-secret' });
  }
  for (const sharedSecret of ['', null, undefined]) assert.equal(settings({ sharedSecret }).connection.seal, null);
  assert.ok(settings({ sharedSecret: 'x'.repeat(16) }).connection.seal);
});

test('codecs by name or with their settings', () => {
  const { codecs } = settings({ preferredVideoCodecs: ['VP9', { codec: 'VP8', simulcast: true }] }).connection;
  assert.deepEqual(codecs.video, ['VP9', 'VP8']);
});

test('network quality has a local and a remote side', () => {
  assert.deepEqual(settings({ networkQuality: true }).networkQuality, { local: 1, remote: 0 });
  assert.deepEqual(settings({ networkQuality: { local: 3, remote: 9 } }).networkQuality, { local: 3, remote: 0 });
});

test('a bandwidth profile has video follow its elements, but where that is manual', () => {
  for (const bandwidthProfile of [{}, { video: undefined }, { video: {} }]) {
    assert.deepEqual(settings({ bandwidthProfile }).followElements, { size: true, visibility: true });
  }
  assert.deepEqual(settings({ bandwidthProfile: { video: { contentPreferencesMode: 'manual' } } }).followElements,
      { size: false, visibility: true });
  // The vendor's older options are instead of these.
  assert.deepEqual(settings({ bandwidthProfile: { video: { maxTracks: 2 } } }).followElements, { size: true, visibility: false });
  assert.equal(settings({ bandwidthProfile: { video: { maxTracks: 2, renderDimensions: {} } } }).followElements, null);
});

test('a bandwidth profile has the defaults of twilio-video.js', () => {
  const bandwidth = (/** @type {object} */ video, more = {}) => settings({ bandwidthProfile: { video }, ...more }).bandwidth;
  assert.deepEqual(bandwidth({}), ['grid', 'low', true, 0, 0]);
  assert.deepEqual(bandwidth({}, { dominantSpeaker: true }), ['grid', 'standard', true, 0, 0]);
  const all = {
    mode: 'presentation', dominantSpeakerPriority: 'high', trackSwitchOffMode: 'disabled', maxSubscriptionBitrate: 2.5e6, maxTracks: 4,
  };
  assert.deepEqual(bandwidth(all, { dominantSpeaker: true }), ['presentation', 'high', false, 2_500_000, 4]);
  assert.deepEqual(bandwidth({ ...all, maxSubscriptionBitrate: -1, maxTracks: -3 }), ['presentation', 'low', false, 0, 0],
      'no limits');
});

test('silence is left out but for whoever refuses, and packets are marked for whoever asks', () => {
  const { dtx, dscp } = settings({ preferredAudioCodecs: [{ codec: 'opus', dtx: false }], enableDscp: true }).connection;
  assert.deepEqual([dtx, dscp], [false, true]);
  assert.equal(settings({ preferredAudioCodecs: ['opus', { codec: 'PCMU' }] }).connection.dtx, true);
  const line = 'a=fmtp:111 minptime=10;useinbandfec=1';
  const sdp = `m=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\na=rtpmap:111 opus/48000/2\r\n${line}\r\na=rtpmap:63 red/48000/2\r\n`;
  assert.equal(withDtx(sdp), sdp.replace(line, `${line};usedtx=1`));
  assert.equal(withDtx(withDtx(sdp)), withDtx(sdp));
  assert.equal(withoutDtx(withDtx(sdp)), sdp);
  assert.equal(withDtx(sdp.replace(`${line}\r\n`, '')), sdp.replace(line, 'a=fmtp:111 usedtx=1'));
  assert.equal(withDtx('m=video 9\r\n'), 'm=video 9\r\n');
});

test("a page's ICE servers take the place of the server's; relays only holds whoever says it", () => {
  const ours = { iceServers: [{ urls: 'stun:a' }], iceTransportPolicy: /** @type {const} */ ('all') };
  const wanted = settings({ iceServers: [{ urls: 'stun:b' }], iceTransportPolicy: 'relay' }).connection.configuration;
  assert.deepEqual(configurationOf(ours, wanted),
      { iceServers: [{ urls: 'stun:b' }], iceTransportPolicy: 'relay', bundlePolicy: 'max-bundle' });
  assert.equal(configurationOf({ ...ours, iceTransportPolicy: 'relay' }, { iceTransportPolicy: 'all' }).iceTransportPolicy, 'relay');
  assert.equal(configurationOf(ours, { bundlePolicy: 'balanced' }).bundlePolicy, 'max-bundle');
});

test('loggers write what is important enough, as loglevel does', () => {
  const logger = Logger.getLogger('test');
  assert.equal(Logger.getLogger('test'), logger);
  /** @type {string[]} */
  const written = [];
  logger.methodFactory = (method) => (...values) => written.push([method, ...values].join(' '));
  logger.setLevel('info');
  logger.debug('hidden');
  logger.info('seen');
  logger.setLevel('off');
  logger.error('hidden');
  logger.setLevel(/** @type {'info'} */ ('nonsense'));
  assert.equal(logger.getLevel(), logger.levels.SILENT);
  logger.setDefaultLevel('info');
  assert.equal(logger.getLevel(), logger.levels.SILENT, 'what the page has chosen comes first');
  assert.ok('test' in Logger.getLoggers());
  delete Logger.getLoggers().test;
  assert.equal(Logger.getLogger('test').getLevel(), logger.levels.WARN, 'one that was deleted begins anew');
  Logger.getLogger('test').setDefaultLevel('info');
  assert.equal(Logger.getLogger('test').getLevel(), logger.levels.INFO);
  assert.deepEqual(written, ['info seen']);
  logger.setLevel('DEBUG', false);
  logger.log('as debug');
  logger.setLevel('info');
  logger.log('hidden');
  assert.deepEqual(written, ['info seen', 'debug as debug']);
});

test("a room's life is told to the logger and the event listener", () => {
  /** @type {string[]} */
  const written = [];
  const logger = Logger.getLogger('life');
  logger.methodFactory = (method) => (time, level, component, name, values) => {
    assert.match(`${time} ${component}`, /^\d{4}-\d\d-\d\dT\S+Z \[connect #\d+\]$/);
    assert.deepEqual([level, typeof values], [method, 'object']);
    written.push(`${method} ${name}`);
  };
  /** @type {string[]} */
  const signaling = [];
  const eventListener = new EventEmitter();
  eventListener.on('event', (/** @type {SignalingEvent} */ { name, level, group, payload }) => {
    if (group === 'room') written.push(`event ${name} ${level}`);
    else signaling.push(payload ? `${name} ${level} ${payload.reason}` : `${name} ${level}`);
  });
  const log = roomLog({ loggerName: 'life', logLevel: 'info', eventListener });
  const room = Object.assign(new EventEmitter(), { sid: 'RM1', name: 'standup', localParticipant: { sid: 'PA1' } });
  log.entered(/** @type {Room} */ (/** @type {unknown} */ (room)));
  room.emit('reconnecting', new Error('lost'));
  room.emit('disconnected', room, undefined);
  log.failed(new Error('no'), false);
  log.failed(new Error('Canceled'), true);
  assert.deepEqual(signaling, [
    'early info', 'connecting info', 'open info', 'closed error failed', 'early info', 'connecting info', 'closed info local',
    'closed error remote', 'closed info local',
  ]);
  assert.deepEqual(written.filter((line) => line !== 'info event'), [
    'info connected', 'event connected info', 'warn reconnecting', 'event reconnecting warning',
    'info disconnected', 'event disconnected info', 'error failed', 'event failed error',
    'info failed', 'event failed info',
  ]);
  assert.equal(written.filter((line) => line === 'info event').length, signaling.length);
});
