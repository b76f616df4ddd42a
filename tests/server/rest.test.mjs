// The REST API, as a back end uses it with the vendor's own library.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import twilio from 'twilio';

import { atEnd } from '../browser/support/at_end.mjs';
import { Server } from '../browser/support/server.mjs';
import { until } from '../browser/support/until.mjs';
import { Seat } from './seat.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
const ACCOUNT = `AC${'a'.repeat(32)}`;
const AUTH_TOKEN = 'the auth token of this account!!';
const KEY = `SK${'1'.repeat(32)}`;
const SECRET = 'the secret of the first API key!';
const FORM = 'application/x-www-form-urlencoded';

const folder = mkdtempSync(join(tmpdir(), 'parley-rest-'));
const tokenFile = join(folder, 'auth-token');
writeFileSync(tokenFile, `${AUTH_TOKEN}\n`);
atEnd(() => rmSync(folder, { recursive: true }));

const server = await Server.start({
  args: ['--account-sid', ACCOUNT, '--auth-token-file', tokenFile, '--api-key', `${KEY}:${SECRET}`, '--loops', '2'],
});
atEnd(() => server.stop());

/** @param {string} user @param {string} password */
function clientOf(user, password) {
  const made = twilio(user, password, { accountSid: ACCOUNT });
  made.video.baseUrl = server.url;
  return made;
}
const client = clientOf(ACCOUNT, AUTH_TOKEN);
const { rooms } = client.video.v1;

let rooms_made = 0;
const newName = () => `room ${++rooms_made} of the tests`;

/** @param {string} user @param {string} password */
const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** @param {string} path @param {RequestInit} [init] */
function ask(path, { headers = {}, ...init } = {}) {
  return fetch(`${server.url}/v1/${path}`, {
    ...init, headers: { authorization: basic(KEY, SECRET), .../** @type {object} */ (headers) },
  });
}

/** @param {Promise<any>} request @param {number} status @param {number} code */
async function refusedWith(request, status, code) {
  const error = await request.then(() => { throw new Error('it was not refused'); }, (reason) => reason);
  assert.deepEqual([error.status, error.code], [status, code], error.message);
  return error;
}

/** Comes in; answers with the seat and its participant's sid. @param {string} room @param {string} identity @param {object[]} [tracks] */
async function sit(room, identity, tracks = []) {
  const { seat, answer } = await Seat.greet(server.url, room, { identity, tracks });
  assert.equal(answer.type, 'WELCOME', JSON.stringify(answer));
  return { seat, sid: answer.id, roomSid: answer.room.sid };
}

test('a room is created, found by name and by sid, listed, and completed', async () => {
  const uniqueName = newName();
  const before = Date.now();
  const room = await rooms.create({
    uniqueName, type: 'group', maxParticipants: 7, emptyRoomTimeout: 9, unusedRoomTimeout: 11,
    maxParticipantDuration: 1200, recordParticipantsOnConnect: true,
  });
  assert.match(room.sid, /^RM[0-9a-f]{32}$/);
  const url = `${server.url}/v1/Rooms/${room.sid}`;
  assert.deepEqual({ ...room.toJSON(), dateCreated: 0, dateUpdated: 0 }, {
    sid: room.sid, status: 'in-progress', dateCreated: 0, dateUpdated: 0, accountSid: ACCOUNT, enableTurn: false,
    uniqueName, statusCallback: null, statusCallbackMethod: 'POST', endTime: null, duration: null, type: 'group',
    maxParticipants: 7, maxParticipantDuration: 1200, maxConcurrentPublishedTracks: 170,
    recordParticipantsOnConnect: false, videoCodecs: ['VP8', 'H264'], mediaRegion: null, audioOnly: false,
    emptyRoomTimeout: 9, unusedRoomTimeout: 11, largeRoom: false, url,
    links: {
      participants: `${url}/Participants`, recordings: `${url}/Recordings`, recording_rules: `${url}/RecordingRules`,
      transcriptions: `${url}/Transcriptions`,
    },
  });
  assert.ok(room.dateCreated.getTime() >= Math.floor(before / 1000) * 1000 && room.dateCreated <= new Date());

  assert.equal((await rooms(room.sid).fetch()).uniqueName, uniqueName);
  assert.equal((await rooms(uniqueName).fetch()).sid, room.sid);
  assert.deepEqual((await rooms.list({ uniqueName })).map(({ sid }) => sid), [room.sid]);
  assert.deepEqual(await rooms.list({ uniqueName, status: 'completed' }), []);

  const ended = await rooms(room.sid).update({ status: 'completed' });
  assert.equal(ended.status, 'completed');
  assert.ok(ended.endTime instanceof Date && ended.duration >= 0);
  // It can be read for a while by its sid; the name is free.
  assert.equal((await rooms(room.sid).fetch()).status, 'completed');
  assert.deepEqual((await rooms.list({ uniqueName, status: 'completed' })).map(({ sid }) => sid), [room.sid]);
  await refusedWith(rooms(uniqueName).fetch(), 404, 20404);
  await refusedWith(rooms(room.sid).update({ status: 'completed' }), 400, 53118);
});

test('find or create, as back ends write it, makes one room', async () => {
  const uniqueName = newName();
  const findOrCreate = async () => {
    try {
      return await rooms(uniqueName).fetch();
    } catch (error) {
      if (/** @type {any} */ (error).code !== 20404) throw error;
      return rooms.create({ uniqueName });
    }
  };
  const room = await findOrCreate();
  assert.equal((await findOrCreate()).sid, room.sid);
  await refusedWith(rooms.create({ uniqueName }), 400, 53113);
  // As everyone's name of a room, however it is written.
  await refusedWith(rooms.create({ uniqueName: ` ${uniqueName.replaceAll(' ', '  ')}` }), 400, 53113);
  const { seat, roomSid } = await sit(uniqueName, 'Ann');
  assert.equal(roomSid, room.sid);
  assert.equal((await rooms(uniqueName).update({ status: 'completed' })).sid, room.sid);
  await seat.untilClosed();
});

test('a room without a name has its sid for one', async () => {
  const room = await rooms.create();
  assert.equal(room.uniqueName, room.sid);
  const { seat, roomSid } = await sit(room.sid, 'Ann');
  assert.equal(roomSid, room.sid);
  seat.close();
});

test('what a room cannot be created with is refused with the vendor\'s code', async () => {
  for (const [wish, code] of /** @type {[object, number][]} */ ([
    [{ uniqueName: '..' }, 53100],
    [{ uniqueName: `RM${'0'.repeat(32)}` }, 53100],
    [{ uniqueName: 'x'.repeat(129) }, 53100],
    [{ type: 'huge' }, 53108],
    [{ maxParticipants: 0 }, 53107],
    [{ maxParticipants: 51 }, 53107],
    [{ emptyRoomTimeout: 61 }, 53109],
    [{ unusedRoomTimeout: 0 }, 53109],
    [{ maxParticipantDuration: 599 }, 20001],
    [{ statusCallback: 'https://hooks.example.org/' }, 53111],
    [{ statusCallbackMethod: 'PUT' }, 53110],
  ])) {
    await refusedWith(rooms.create({ uniqueName: newName(), ...wish }), 400, code);
  }
});

test('participants are listed, and one of them has to go', async () => {
  const uniqueName = newName();
  const room = await rooms.create({ uniqueName });
  const camera = { sid: `MT${'c'.repeat(32)}`, kind: 'video', name: 'camera', enabled: true };
  const ann = await sit(uniqueName, 'Ann', [camera]);
  const ben = await sit(uniqueName, 'Bén & Co.');
  const { participants } = rooms(room.sid);
  assert.deepEqual((await participants.list({ status: 'connected' })).map(({ identity }) => identity),
    ['Bén & Co.', 'Ann']);
  assert.deepEqual((await participants.list({ identity: 'Ann' })).map(({ sid }) => sid), [ann.sid]);

  const fetched = await participants(ann.sid).fetch();
  const url = `${server.url}/v1/Rooms/${room.sid}/Participants/${ann.sid}`;
  assert.deepEqual({ ...fetched.toJSON(), dateCreated: 0, dateUpdated: 0, startTime: 0 }, {
    sid: ann.sid, roomSid: room.sid, accountSid: ACCOUNT, status: 'connected', identity: 'Ann',
    dateCreated: 0, dateUpdated: 0, startTime: 0, endTime: null, duration: null, url,
    links: {
      published_tracks: `${url}/PublishedTracks`, subscribed_tracks: `${url}/SubscribedTracks`,
      subscribe_rules: `${url}/SubscribeRules`, anonymize: `${url}/Anonymize`,
    },
  });
  assert.equal((await participants('Ann').fetch()).sid, ann.sid);
  const [track] = await participants(ann.sid).publishedTracks.list();
  assert.deepEqual({ ...track.toJSON(), dateCreated: 0, dateUpdated: 0 }, {
    sid: camera.sid, participantSid: ann.sid, roomSid: room.sid, name: 'camera', dateCreated: 0, dateUpdated: 0,
    enabled: true, kind: 'video', url: `${url}/PublishedTracks/${camera.sid}`,
  });
  assert.equal((await participants(ann.sid).publishedTracks(camera.sid).fetch()).name, 'camera');
  ann.seat.say({ type: 'PUBLICATIONS', tracks: [{ ...camera, enabled: false }] });
  await until('the track is off', () => participants(ann.sid).publishedTracks.list(),
    ([known]) => known.enabled === false);

  assert.equal((await participants(ann.sid).update({ status: 'disconnected' })).status, 'disconnected');
  const { id } = await ann.seat.hear(({ type }) => type === 'ERROR');
  assert.equal(id, 'removed');
  await ann.seat.untilClosed();
  await ben.seat.hear(({ type, from }) => type === 'USER_LEAVE' && from === ann.sid);
  assert.deepEqual((await participants.list({ status: 'disconnected' })).map(({ sid }) => sid), [ann.sid]);
  await refusedWith(participants(ann.sid).update({ status: 'disconnected' }), 400, 20001);
  await refusedWith(participants('Nobody').fetch(), 404, 20404);

  await rooms(room.sid).update({ status: 'completed' });
  await ben.seat.untilClosed();
  assert.deepEqual((await participants.list()).map(({ status }) => status), ['disconnected', 'disconnected']);
});

test('nobody more than it was created for enters a room', async () => {
  const uniqueName = newName();
  await rooms.create({ uniqueName, maxParticipants: 1 });
  const { seat } = await sit(uniqueName, 'Ann');
  const second = await Seat.greet(server.url, uniqueName, { identity: 'Ben' });
  assert.equal(second.answer.type, 'ERROR');
  seat.close();
});

test('a room that nobody created is there while somebody is in it', async () => {
  const name = newName();
  const { seat, roomSid } = await sit(name, 'Ann');
  const room = await rooms(name).fetch();
  assert.deepEqual([room.sid, room.type, room.maxParticipants], [roomSid, 'peer-to-peer', 50]);
  seat.close();
  await until('the room has ended', () => rooms(roomSid).fetch(), ({ status }) => status === 'completed');
});

test('lists come in pages', async () => {
  const names = [newName(), newName(), newName()];
  const made = [];
  for (const uniqueName of names) made.push((await rooms.create({ uniqueName })).sid);
  // The vendor's library follows next_page_url.
  const listed = (await rooms.list({ pageSize: 1 })).map(({ sid }) => sid);
  assert.deepEqual(listed.filter((sid) => made.includes(sid)), made.reverse());
  const page = await (await ask('Rooms?PageSize=2')).json();
  assert.equal(page.rooms.length, 2);
  assert.deepEqual({ ...page.meta, next_page_url: '' }, {
    page: 0, page_size: 2, first_page_url: `${server.url}/v1/Rooms?PageSize=2&Page=0`, previous_page_url: null,
    url: `${server.url}/v1/Rooms?PageSize=2&Page=0`, next_page_url: '', key: 'rooms',
  });
  const tomorrow = new Date(Date.now() + 86_400_000);
  assert.deepEqual(await rooms.list({ dateCreatedAfter: tomorrow }), []);
  assert.ok((await rooms.list({ dateCreatedBefore: tomorrow })).length >= made.length);
  for (const query of ['PageSize=0', 'PageSize=1001', 'Page=1', 'PageToken=x', 'Status=open', 'DateCreatedAfter=now', 'x=%zz']) {
    assert.equal((await ask(`Rooms?${query}`)).status, 400, query);
  }
});

test('lists of participants and tracks come in pages, too', async () => {
  const { sid } = await rooms.create();
  const tracks = ['a', 'b', 'c'].map((digit) => ({ sid: `MT${digit.repeat(32)}`, kind: 'data', name: digit, enabled: true }));
  const seats = [await sit(sid, 'Ann', tracks), await sit(sid, 'Ben'), await sit(sid, 'Cleo')];
  const { participants } = rooms(sid);
  assert.deepEqual((await participants.list({ pageSize: 2 })).map(({ identity }) => identity), ['Cleo', 'Ben', 'Ann']);
  const path = `Rooms/${sid}/Participants`;
  assert.equal((await (await ask(`${path}?PageSize=2`)).json()).participants.length, 2);
  const listed = await participants('Ann').publishedTracks.list({ pageSize: 2 });
  assert.deepEqual(listed.map(({ name }) => name), ['a', 'b', 'c']);
  const first = await (await ask(`${path}/Ann/PublishedTracks?PageSize=2`)).json();
  assert.equal(first.published_tracks.length, 2);
  const last = await (await ask(first.meta.next_page_url.replace(`${server.url}/v1/`, ''))).json();
  assert.deepEqual([last.published_tracks.length, last.meta.page, last.meta.next_page_url], [1, 1, null]);
  for (const { seat } of seats) seat.close();
});

test('what this server has nothing of says so', async () => {
  const { sid } = await rooms.create();
  const { seat, sid: participant } = await sit(sid, 'Ann');
  for (const path of [`Rooms/${sid}/Recordings`, `Rooms/${sid}/RecordingRules`, `Rooms/${sid}/Transcriptions`,
    `Rooms/${sid}/Participants/${participant}/SubscribeRules`, 'Compositions', 'Recordings', 'CompositionHooks']) {
    const response = await ask(path);
    const error = await response.json();
    assert.deepEqual([response.status, error.code, error.status], [404, 20404, 404], path);
    assert.match(error.message, /was not found\. [A-Z].*\.$/, path);
    assert.equal(error.more_info, 'https://www.twilio.com/docs/errors/20404');
  }
  seat.close();
});

test('a request that is wrong in itself is refused', async () => {
  const method = 'POST';
  for (const [path, init, status] of /** @type {[string, RequestInit, number][]} */ ([
    ['Rooms', { method: 'DELETE' }, 405],
    ['Rooms/x', { method: 'DELETE' }, 404],
    ['Rooms', { method: 'PUT', body: 'UniqueName=x' }, 405],
    ['Rooms', { method, body: '{}', headers: { 'content-type': 'application/json' } }, 415],
    ['Rooms', { method, body: 'UniqueName=%ff', headers: { 'content-type': FORM } }, 400],
    ['Rooms', { method, body: `UniqueName=${'x'.repeat(5000)}`, headers: { 'content-type': FORM } }, 413],
    ['Rooms', { headers: { origin: 'https://elsewhere.example' } }, 403],
    ['Rooms/%zz', {}, 400],
    ['', {}, 404],
  ])) {
    const response = await ask(path, init);
    assert.equal(response.status, status, `${init.method ?? 'GET'} ${path}`);
    const error = await response.json();
    assert.deepEqual(Object.keys(error), ['code', 'message', 'more_info', 'status']);
    if (status === 405) assert.equal(response.headers.get('allow'), 'GET, HEAD, POST');
  }
});

test('who has a key or the account\'s password is let in, and nobody else', async () => {
  assert.ok(await clientOf(KEY, SECRET).video.v1.rooms.list());
  const other = await Server.start({ args: ['--api-key', `${KEY}:${SECRET}`] });
  atEnd(() => other.stop());
  const wrong = [undefined, basic(KEY, 'wrong'), basic(ACCOUNT, AUTH_TOKEN), basic('', ''), 'Basic %', `Bearer ${SECRET}`];
  for (const authorization of wrong) {
    const response = await fetch(`${other.url}/v1/Rooms`, authorization ? { headers: { authorization } } : {});
    assert.equal(response.status, 401, authorization);
    assert.match(response.headers.get('www-authenticate') ?? '', /^Basic realm=/);
    assert.equal((await response.json()).code, 20003);
  }
  const rightHeaders = { headers: { authorization: basic(KEY, SECRET) } };
  assert.equal((await fetch(`${other.url}/v1/Rooms`, rightHeaders)).status, 200);
  // Guessing ends soon, for whoever shares the address too.
  const statuses = [];
  for (let attempt = 0; attempt < 12; ++attempt) statuses.push((await fetch(`${other.url}/v1/Rooms`)).status);
  assert.ok(statuses.includes(429), `${statuses}`);
  assert.equal((await fetch(`${other.url}/v1/Rooms`, rightHeaders)).status, 429);
});

test('without a key there is no API', async () => {
  const plain = await Server.start();
  atEnd(() => plain.stop());
  assert.equal((await fetch(`${plain.url}/v1/Rooms`)).status, 404);
});

test('many at a time are answered, on all loops', async () => {
  const names = Array.from({ length: 40 }, newName);
  const made = await Promise.all(names.map((uniqueName) => rooms.create({ uniqueName })));
  assert.equal(new Set(made.map(({ sid }) => sid)).size, names.length);
  const ended = await Promise.all(made.map(({ sid }) => rooms(sid).update({ status: 'completed' })));
  assert.ok(ended.every(({ status }) => status === 'completed'));
});

/** @param {string[]} args */
async function command(args) {
  const child = spawn(EXECUTABLE, ['rooms', ...args], {
    env: { ...process.env, PARLEY_API_KEYS: `${KEY}:${SECRET}`, PARLEY_SERVER: server.url },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => { stdout += text; });
  child.stderr.on('data', (text) => { stderr += text; });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('the command line lists rooms and ends one', async () => {
  const name = newName();
  const { seat, roomSid } = await sit(name, 'Ann');
  const listed = await command([]);
  assert.equal(listed.code, 0, listed.stderr);
  assert.match(listed.stdout, /^NAME +PARTICIPANTS +SINCE +SID\n/);
  assert.match(listed.stdout, new RegExp(`^${name} +1  \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  ${roomSid}$`, 'm'));
  const ended = await command(['end', name]);
  assert.deepEqual([ended.code, ended.stdout], [0, `The room ${name} has ended.\n`], ended.stderr);
  await seat.untilClosed();
  const again = await command(['end', name]);
  assert.equal(again.code, 1);
  assert.equal(again.stderr,
    `parley: ${server.url}: There is no room "${name}" in progress. "parley rooms" lists those that are.\n`);
});

test('the command line says what it misses', async () => {
  for (const [args, code, text] of /** @type {[string[], number, RegExp][]} */ ([
    [['end'], 2, /Expected the name of a room: parley rooms end NAME/],
    [['stop'], 2, /stop: Expected a flag/],
    [['--server', 'http://127.0.0.1:1'], 1, /127\.0\.0\.1:1: /],
    [['--api-key', `${KEY}:${'x'.repeat(32)}`], 1, /Authenticate/],
  ])) {
    const { code: ended, stderr } = await command(args);
    assert.equal(ended, code, stderr);
    assert.match(stderr, text);
  }
});
