// What pages written for Jitsi's frame give to it, and what they are told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVENTS, eventsBetween } from '../../../web/embed/jitsi_events.js';
import { cssSize, frameOptions, jitsiOptions, startOptions } from '../../../web/embed/jitsi_options.js';

/** @import { State } from '../../../web/embed/protocol.js' */

/** @param {Partial<State>} [more] @returns {State} */
const state = (more) => ({
  type: 'state', phase: 'ready', room: 'standup', microphone: true, camera: true, screen: false, self: null, participants: [],
  error: '', ...more,
});
const ANN = { sid: 'PA1', identity: 'Ann' };
const BEN = { sid: 'PA2', identity: 'Ben' };
const CLEO = { sid: 'PA3', identity: 'Cleo' };
const inCall = (/** @type {State['participants']} */ ...participants) => state({ phase: 'in-call', self: ANN, participants });

test('who joins is told so, and then of those who are there', () => {
  assert.deepEqual(eventsBetween(state({ phase: 'connecting' }), inCall(BEN)), [
    ['videoConferenceJoined', { roomName: 'standup', id: 'PA1', displayName: 'Ann', avatarURL: undefined, breakoutRoom: false }],
    ['participantJoined', { id: 'PA2', displayName: 'Ben', formattedDisplayName: 'Ben' }],
  ]);
});

test('others come and go', () => {
  assert.deepEqual(eventsBetween(inCall(BEN), inCall(CLEO)), [
    ['participantLeft', { id: 'PA2' }],
    ['participantJoined', { id: 'PA3', displayName: 'Cleo', formattedDisplayName: 'Cleo' }],
  ]);
  assert.deepEqual(eventsBetween(inCall(BEN), inCall(BEN)), []);
});

test('who leaves is told so, and that the frame can go; the others have not left', () => {
  assert.deepEqual(eventsBetween(inCall(BEN), state()), [['videoConferenceLeft', { roomName: 'standup' }], ['readyToClose', {}]]);
});

test('a call after another, of which nothing in between was seen, is left and joined', () => {
  const later = { ...inCall(BEN), self: CLEO };
  assert.deepEqual(eventsBetween(inCall(BEN), later).map(([event]) => event),
    ['videoConferenceLeft', 'videoConferenceJoined', 'participantJoined']);
});

test('switches and errors are told once, by names that the page can ask for', () => {
  const before = inCall();
  const now = { ...before, microphone: false, camera: false, screen: true, error: 'room-full' };
  const happened = eventsBetween(before, now);
  assert.deepEqual(happened, [
    ['audioMuteStatusChanged', { muted: true }],
    ['videoMuteStatusChanged', { muted: true }],
    ['screenSharingStatusChanged', { on: true, details: {} }],
    ['errorOccurred', { type: 'CONFERENCE', name: 'room-full', message: 'room-full', isFatal: true, details: {} }],
  ]);
  assert.deepEqual(eventsBetween(now, now), []);
  assert.deepEqual(eventsBetween(null, state({ microphone: false })), []);
  assert.deepEqual(happened.filter(([event]) => !EVENTS.includes(event)), []);
});

test('options come as an object or one by one', () => {
  const onload = () => {};
  assert.deepEqual(jitsiOptions(['standup', 700, '50%', undefined, { startWithAudioMuted: true }, {}, true, 'eyJ', onload]), {
    roomName: 'standup', width: 700, height: '50%', configOverwrite: { startWithAudioMuted: true }, interfaceConfigOverwrite: {},
    noSSL: true, jwt: 'eyJ', onload,
  });
  assert.deepEqual(jitsiOptions([{ roomName: 'standup' }]), { roomName: 'standup' });
  assert.deepEqual(jitsiOptions([]), {});
});

test('the domain is an address: https, except of a server from which the script came without', () => {
  const local = 'http://localhost:8080/external_api.js';
  const serverOf = (/** @type {string} */ domain, noSSL = false, script = local) => frameOptions(domain, { noSSL }, script).server;
  assert.equal(serverOf('meet.example.org'), 'https://meet.example.org/');
  assert.equal(serverOf('meet.example.org/calls'), 'https://meet.example.org/calls/');
  assert.equal(serverOf('meet.example.org', true), 'http://meet.example.org/');
  assert.equal(serverOf('localhost:8080'), 'http://localhost:8080/');
  assert.equal(serverOf('localhost:8081'), 'https://localhost:8081/');
  assert.equal(serverOf('meet.example.org', false, 'https://meet.example.org/external_api.js'), 'https://meet.example.org/');
});

test('name, language and token are the frame\'s', () => {
  const options = { roomName: 'a/b', lang: 'de', jwt: 'eyJ', userInfo: { displayName: 'Ann', email: 'ann@example.org' } };
  assert.deepEqual(frameOptions('meet.example.org', options, 'https://meet.example.org/external_api.js'),
    { room: 'a/b', server: 'https://meet.example.org/', name: 'Ann', language: 'de', token: 'eyJ' });
  const nothing = JSON.parse('{ "roomName": "a", "lang": null, "jwt": null, "userInfo": null }');
  assert.deepEqual(frameOptions('meet.example.org', nothing, 'https://meet.example.org/external_api.js'),
    { room: 'a', server: 'https://meet.example.org/', name: undefined, language: undefined, token: undefined });
});

test('the form before the call is left out if either of its two names says so', () => {
  assert.deepEqual(startOptions({}), { microphone: true, camera: true, joins: false });
  assert.equal(startOptions({ configOverwrite: { prejoinPageEnabled: false } }).joins, true);
  assert.equal(startOptions({ configOverwrite: { prejoinConfig: { enabled: false } } }).joins, true);
  assert.equal(startOptions({ configOverwrite: { prejoinPageEnabled: false, prejoinConfig: { enabled: true } } }).joins, false);
  const { microphone, camera } = startOptions({ configOverwrite: { startWithAudioMuted: true, startWithVideoMuted: true } });
  assert.deepEqual([microphone, camera], [false, false]);
});

test('a number is of pixels', () => {
  assert.deepEqual([700, '700', '50%', '10em'].map(cssSize), ['700px', '700px', '50%', '10em']);
});
