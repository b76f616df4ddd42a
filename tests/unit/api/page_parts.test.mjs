import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verdictOf } from '../../../web/check/verdict.js';
import { WORD_LIST } from '../../../web/common/word_list.js';
import { proposeRoomName } from '../../../web/home/propose_name.js';
import { browserKind } from '../../../web/meeting/before/browser_kind.js';
import { loudness } from '../../../web/meeting/before/level.js';
import { presentWords } from '../../../web/meeting/before/present_words.js';
import { otherCamera } from '../../../web/meeting/devices/other_camera.js';
import { screenProblem } from '../../../web/meeting/features/screen_problem.js';
import { pathOf } from '../../../web/meeting/quality/plot.js';
import { gradeOf, sampleOf } from '../../../web/meeting/quality/sample.js';
import { addressToShare } from '../../../web/meeting/share/address.js';
import { installFakeMedia } from './fake_media.mjs';

installFakeMedia();

test('a proposed name has more than 40 bits, in words that one can say', () => {
  const bits = 4 * Math.log2(WORD_LIST.length);
  assert.ok(bits > 43, String(bits));
  assert.equal(new Set(WORD_LIST.map((word) => word.slice(0, 4))).size, WORD_LIST.length);
  const names = new Set(Array.from({ length: 1000 }, () => proposeRoomName()));
  assert.equal(names.size, 1000);
  for (const name of names) {
    assert.match(name, /^([a-z]{3,8}-){3}[a-z]{3,8}$/);
    for (const word of name.split('-')) assert.ok(WORD_LIST.includes(word), word);
  }
});

test('the browser is known by where it keeps permissions', () => {
  /** @type {[string, number, string][]} */
  const cases = [
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36', 0, 'chromium'],
    ['Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', 0, 'firefox'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 (KHTML, like Gecko) Version/18 Safari/605', 0, 'safari'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 (KHTML, like Gecko) Version/18 Safari/605', 5, 'ios'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 CriOS/140 Safari/605', 5, 'ios'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 5, 'android'],
  ];
  for (const [userAgent, touches, kind] of cases) assert.equal(browserKind(userAgent, touches), kind, userAgent);
});

test('who has refused a screen is told from the browser\'s words, and from what the frame allows', () => {
  const refused = (/** @type {string} */ words, name = 'NotAllowedError') => new DOMException(words, name);
  // Chromium's, then Safari's and Firefox's.
  assert.equal(screenProblem(refused('Permission denied'), true), null);
  assert.equal(screenProblem(refused('Permission denied by user'), true), null);
  assert.equal(screenProblem(refused('Permission denied by system'), true), 'by-system');
  assert.equal(screenProblem(refused('Access to the feature "display-capture" is disallowed by permissions policy.'), true), 'by-frame');
  assert.equal(screenProblem(refused('The request is not allowed by the user agent or the platform in the current context.'), true), null);
  assert.equal(screenProblem(refused('Permission denied'), false), 'by-frame');
  assert.equal(screenProblem(refused('Could not start', 'NotReadableError'), true), 'failed');
  assert.equal(screenProblem('nothing', true), 'failed');
});

test('a phone turns to the camera that looks the other way, of several to the main one', () => {
  /** @param {string} deviceId @param {string} label @param {string[]} [facingMode] */
  const camera = (deviceId, label, facingMode) => ({ kind: 'videoinput', deviceId, label, getCapabilities: () => ({ facingMode }) });
  const android = [camera('1', 'camera2 1, facing front'), camera('0', 'camera2 0, facing back'), camera('2', 'camera2 2, facing back')];
  assert.equal(otherCamera(android, '1'), '0');
  assert.equal(otherCamera(android, '0'), '1');
  assert.equal(otherCamera(android, '2'), '1');
  const told = [camera('a', 'x', ['user']), camera('b', 'y', ['environment'])];
  assert.equal(otherCamera(told, 'b'), 'a');
  assert.equal(otherCamera([camera('a', 'one'), camera('b', 'two'), { kind: 'audioinput', deviceId: 'm', label: '' }], 'b'), 'a');
  assert.equal(otherCamera([camera('a', 'one')], 'a'), '');
  assert.equal(otherCamera([camera('', '')], ''), '');
});

test('silence shows nothing, a voice about the middle, more is full', () => {
  assert.equal(loudness(0), 0);
  assert.equal(loudness(0.001), 0);
  assert.ok(loudness(0.05) > 0.4 && loudness(0.05) < 0.7);
  assert.equal(loudness(1), 1);
});

test('the address that is handed on names the room and nothing else', () => {
  const shared = (/** @type {string} */ href) => addressToShare(new URL(href));
  assert.equal(shared('https://a.example/room/a%20b?lang=de#x'), 'https://a.example/room/a%20b');
  assert.equal(shared('https://a.example/x/room.html?room=a%20b&lang=de'), 'https://a.example/x/room.html?room=a+b');
});

const PATH = { local: 'host', remote: 'host', relayed: false, protocol: 'udp', roundTripTime: 0.05, availableOutgoingBitrate: null,
  localCandidate: {}, remoteCandidate: {} };

/** @param {number} seconds @param {object} [video] */
function report(seconds, video = {}) {
  const remote = { trackId: '', trackSid: 'MT1', ssrc: '1', timestamp: seconds * 1000, codec: 'VP8', packetsLost: 0, packetsReceived: 0,
    bytesReceived: 0, dimensions: { width: 960, height: 540 }, frameRate: 30, freezeCount: 0, jitter: 0, ...video };
  return { peerConnectionId: 'PC1', participantSid: 'PA1', path: PATH, iceCandidateStats: [],
    remoteVideoTrackStats: [remote], remoteAudioTrackStats: [], localVideoTrackStats: [], localAudioTrackStats: [] };
}

test('a sample tells rates and loss since the one before', () => {
  const before = report(10, { bytesReceived: 1000, packetsReceived: 100, packetsLost: 5 });
  const after = report(12, { bytesReceived: 251_000, packetsReceived: 190, packetsLost: 15 });
  const sample = sampleOf(after, before);
  assert.equal(sample.receiving, 1000);
  assert.equal(sample.loss, 10);
  assert.equal(sample.roundTrip, 50);
  assert.deepEqual([sample.picture, sample.codecs, sample.path], ['960 × 540', 'VP8', 'direct']);
  // Counts from zero again, as after a connection was replaced, are no negative rates.
  assert.equal(sampleOf(before, after).receiving, null);
  assert.equal(sampleOf(report(14), after).receiving, 0);
  assert.equal(sampleOf(before, undefined).loss, null);
});

test('the picture is that of the camera again when a shared screen has ended', () => {
  const both = report(10);
  both.remoteVideoTrackStats.push({ ...report(10).remoteVideoTrackStats[0], trackSid: '', dimensions: { width: 1600, height: 900 }, frameRate: 0 });
  const { picture, frameRate } = sampleOf(both, undefined);
  assert.deepEqual([picture, frameRate], ['960 × 540', 30]);
});

test('a connection is good, could be better, or is weak', () => {
  const levels = [null, 0, 1, 2, 3, 4, 5];
  assert.deepEqual(levels.map(gradeOf), ['unknown', 'unknown', 'poor', 'poor', 'fair', 'good', 'good']);
});

test('the check says what matters most', () => {
  const good = { secure: true, browser: true, microphone: null, camera: null, server: /** @type {const} */ (''),
    media: /** @type {const} */ (''), isRelayed: false, networkQualityLevel: 5 };
  assert.equal(verdictOf(good), 'good');
  assert.equal(verdictOf({ ...good, isRelayed: true }), 'relay');
  assert.equal(verdictOf({ ...good, isRelayed: true, networkQualityLevel: 2 }), 'weak');
  assert.equal(verdictOf({ ...good, networkQualityLevel: null }), 'good');
  assert.equal(verdictOf({ ...good, camera: 'denied', networkQualityLevel: 1 }), 'camera');
  assert.equal(verdictOf({ ...good, camera: 'denied', media: 'no-media' }), 'media');
  assert.equal(verdictOf({ ...good, server: 'refused' }), 'refused');
  assert.equal(verdictOf({ ...good, server: 'websocket', camera: 'denied' }), 'websocket');
  assert.equal(verdictOf({ secure: false }), 'secure');
});

test('a plot ends with the newest value and has a gap where nothing is known', () => {
  assert.equal(pathOf([0, 10], 10, 3), 'M60.0 27.0L120.0 1.0');
  assert.equal(pathOf([5, null, 20], 10, 3), 'M0.0 20.5M120.0 1.0');
  assert.equal(pathOf([], 10, 3), '');
});

test('a few who are there are named, of many the number is told', () => {
  assert.equal(presentWords([], 0), 'No one else is here yet.');
  assert.equal(presentWords(['Ann'], 1), 'Ann is here.');
  assert.equal(presentWords(['Ann', 'Ben', 'Cleo', 'Dan'], 4), 'Ann, Ben, Cleo, and Dan are here.');
  assert.equal(presentWords(['Ann', 'Ben', 'Cleo', 'Dan', 'Eve'], 5), 'Ann, Ben, Cleo and 2 more people are here.');
});

test('of those in a closed room only the number is told', () => {
  assert.equal(presentWords(null, 0), 'No one else is here yet.');
  assert.equal(presentWords(null, 1), '1 person is here.');
  assert.equal(presentWords(null, 3), '3 people are here.');
});
