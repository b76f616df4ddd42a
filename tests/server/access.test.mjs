// The server as a whole, from the command line on: who gets in, with which token, by which key.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import twilio from 'twilio';

import { atEnd } from '../browser/support/at_end.mjs';
import { Server } from '../browser/support/server.mjs';
import { until } from '../browser/support/until.mjs';
import { Seat } from './seat.mjs';

const { AccessToken } = twilio.jwt;

const ACCOUNT = `AC${'a'.repeat(32)}`;
const KEY = `SK${'1'.repeat(32)}`;
const SECRET = 'the secret of the first API key!';
const OLD_KEY = `SK${'2'.repeat(32)}`;
const OLD_SECRET = 'the secret of the older API key!';

const directory = mkdtempSync(join(tmpdir(), 'parley-access-'));
const keyFile = join(directory, 'keys');
writeFileSync(keyFile, `# the one from before\n${OLD_KEY}:${OLD_SECRET}\n`);

const KEYS = ['--api-key', `${KEY}:${SECRET}`, '--api-key-file', keyFile, '--account-sid', ACCOUNT];
const closed = await Server.start({ args: [...KEYS, '--require-token'] });
const open = await Server.start({ args: ['--allow-origin', 'https://pages.example.org'] });
atEnd(() => closed.stop());
atEnd(() => open.stop());
atEnd(() => rmSync(directory, { recursive: true }));

/**
 * A token as a page's own server makes it, with the vendor's helper.
 * @param {{identity?: string, room?: string, key?: string, secret?: string, account?: string, ttl?: number, nbf?: number}} [wish]
 */
function vendorsToken({ identity = 'Ann', room, key = KEY, secret = SECRET, account = ACCOUNT, ttl, nbf } = {}) {
  const token = new AccessToken(account, key, secret, { identity, ttl, nbf });
  token.addGrant(new AccessToken.VideoGrant({ room }));
  return token.toJwt();
}

/** @param {string} token @param {string} [room] @param {Server} [server] */
async function enter(token, room = 'standup', server = closed) {
  const { seat, answer } = await Seat.greet(server.url, room, { token });
  seat.close();
  return answer;
}

/** @param {Server} server @param {RequestInit} [init] */
function login(server, init = {}) {
  return fetch(`${server.url}/login`, { method: 'POST', ...init });
}

/**
 * A request as it is; fetch() makes some headers itself.
 * @param {string} url @param {string} method @param {Record<string, string>} headers
 * @returns {Promise<import('node:http').IncomingMessage>}
 */
async function ask(url, method, headers) {
  const [response] = await once(request(url, { method, headers }).end(), 'response');
  response.resume();
  return response;
}

for (const [what, wish] of /** @type {[string, object][]} */ ([
  ['for one room', { room: 'standup' }],
  ['for every room', {}],
  ['of an older key', { key: OLD_KEY, secret: OLD_SECRET }],
])) {
  test(`a token of the vendor's helper ${what} lets its owner in`, async () => {
    const ann = await Seat.greet(closed.url, 'standup', { token: vendorsToken(wish) });
    assert.equal(ann.answer.type, 'WELCOME', JSON.stringify(ann.answer));
    // Whatever else it calls itself.
    const ben = await Seat.greet(closed.url, 'standup', {
      token: vendorsToken({ ...wish, identity: 'Bén "💼"' }), identity: 'Ann',
    });
    const joined = await ann.seat.hear(({ type }) => type === 'USER_JOIN');
    assert.equal(joined.identity, 'Bén "💼"');
    ann.seat.close();
    ben.seat.close();
  });
}

/** What is wrong with it, and what the vendor's servers say to that. @type {[string, string, number, string][]} */
const WRONG = [
  ['that is none', 'nonsense', 20101, 'Invalid Access Token'],
  ['of a wrong header', forged({ alg: 'none', typ: 'JWT', cty: 'twilio-fpa;v=1' }), 20102,
    'Invalid Access Token header'],
  ['of an unknown key', vendorsToken({ key: `SK${'3'.repeat(32)}` }), 20103,
    'Invalid Access Token issuer/subject'],
  ['of another account', vendorsToken({ account: `AC${'b'.repeat(32)}` }), 20103,
    'Invalid Access Token issuer/subject'],
  ['that has expired', vendorsToken({ ttl: -60 }), 20104,
    'Access Token expired or expiration date invalid'],
  ['for later', vendorsToken({ nbf: Math.floor(Date.now() / 1000) + 3600 }), 20105,
    'Access Token not yet valid'],
  ['without video', new AccessToken(ACCOUNT, KEY, SECRET, { identity: 'Ann' }).toJwt(), 20106,
    'Invalid Access Token grants'],
  ['of a wrong secret', vendorsToken({ secret: OLD_SECRET }), 20107,
    'Invalid Access Token signature'],
  ['for another room', vendorsToken({ room: 'Standup' }), 53106, 'Room not found'],
];

/** @param {object} header */
function forged(header) {
  const encode = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode(header)}.${encode({ iss: KEY, sub: ACCOUNT, exp: 4e9, grants: { identity: 'Eve', video: {} } })}`;
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
}

for (const [what, token, code, message] of WRONG) {
  test(`a token ${what} is refused with the vendor's error`, async () => {
    const { seat, answer } = await Seat.greet(closed.url, 'standup', { token });
    assert.deepEqual([answer.type, answer.code, answer.message], ['ERROR', code, message]);
    assert.equal(await seat.untilClosed(), 1008);
  });
}

test('a room is reached by its sid, whichever of the event loops it lives in', async (t) => {
  const server = await Server.start({ args: [...KEYS, '--loops', '8'] });
  t.after(() => server.stop());
  for (const room of ['one', 'two', 'three', 'four', 'five', 'six']) {
    const first = await Seat.greet(server.url, room, { identity: 'Ann' });
    const { sid } = first.answer.room;
    const second = await Seat.greet(server.url, sid, { identity: 'Ben' });
    assert.deepEqual([second.answer.room.name, second.answer.room.sid], [room, sid]);
    assert.equal(second.answer.participants.length, 1);
    const third = await Seat.greet(server.url, room, { token: vendorsToken({ room: sid }) });
    assert.equal(third.answer.participants.length, 2);
    const fourth = await Seat.greet(server.url, sid, { token: vendorsToken({ room }) });
    assert.equal(fourth.answer.participants.length, 3);
    for (const { seat } of [first, second, third, fourth]) seat.close();
  }
});

test('a room that is entered by a new sid has this sid for a name', async () => {
  const sid = `RM${'5'.repeat(32)}`;
  const answer = await enter(vendorsToken(), sid);
  assert.deepEqual([answer.room.name, answer.room.sid], [sid, sid]);
});

test('a token may name its owner by a number of any length', async (t) => {
  const digits = '275933186043258193479128416493281470317';
  const text = JSON.stringify({ iss: KEY, sub: ACCOUNT, exp: 4e9, grants: { identity: 'X', video: { room: null } } });
  const encode = (/** @type {string} */ part) => Buffer.from(part).toString('base64url');
  const unsigned = `${encode('{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}')}.${encode(text.replace('"X"', digits))}`;
  const token = `${unsigned}.${createHmac('sha256', SECRET).update(unsigned).digest('base64url')}`;
  const ann = await Seat.greet(closed.url, 'numbers', { token });
  const ben = await Seat.greet(closed.url, 'numbers', { token: vendorsToken() });
  t.after(() => [ann, ben].forEach(({ seat }) => seat.close()));
  assert.equal(ben.answer.participants[0].identity, digits);
});

test('with --duplicate-identity replace a name is in a room once', async (t) => {
  const server = await Server.start({ args: [...KEYS, '--duplicate-identity', 'replace'] });
  t.after(() => server.stop());
  const older = await Seat.greet(server.url, 'standup', { token: vendorsToken() });
  const newer = await Seat.greet(server.url, 'standup', { token: vendorsToken() });
  t.after(() => newer.seat.close());
  const { id, code, message } = await older.seat.hear(({ type }) => type === 'ERROR');
  assert.deepEqual([id, code, message], ['duplicate-identity', 53205, 'Participant disconnected because of duplicate identity']);
  assert.equal(await older.seat.untilClosed(), 1008);
  assert.deepEqual(newer.answer.participants, []);
});

test('without a token nobody gets in, and no guest', async () => {
  const { seat, answer } = await Seat.greet(closed.url, 'standup', { identity: 'Ann' });
  assert.deepEqual([answer.id, answer.code], ['token-required', 20101]);
  assert.equal(await seat.untilClosed(), 1008);
  const guest = await Seat.open(closed.url, 'standup', []);
  assert.equal((await guest.hear(({ type }) => type === 'ERROR')).id, 'token-required');
  assert.equal(await guest.untilClosed(), 1008);
});

test('with --require-token /login is closed, but for --login', async (t) => {
  assert.equal((await login(closed, { body: '{"username":"Ann"}' })).status, 403);
  const server = await Server.start({ args: [...KEYS, '--require-token', '--login'] });
  t.after(() => server.stop());
  const response = await login(server, { body: '{"username":"Ann","room":"standup"}' });
  const { token } = await response.json();
  assert.equal((await enter(token, 'standup', server)).type, 'WELCOME');
  assert.equal((await enter(token, 'other', server)).code, 53106);
});

test("/login does as the second seed's", async () => {
  // Its page sends a string, so that Fetch calls it text/plain.
  const response = await login(open, { body: JSON.stringify({ username: 'Ann' }) });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const { token } = await response.json();
  const [header, claims] = token.split('.').map((/** @type {string} */ part) => Buffer.from(part, 'base64url'));
  assert.deepEqual(JSON.parse(header), { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  assert.deepEqual(JSON.parse(claims).grants, { identity: 'Ann', video: { room: 'My Room' } });
  assert.equal((await enter(token, 'My Room', open)).type, 'WELCOME');
  assert.equal((await login(open, { body: '{}' })).status, 401);
  assert.equal((await login(open, { body: '{"username":""}' })).status, 401);
  assert.equal((await login(open, { body: 'Ann' })).status, 400);
  assert.equal((await fetch(`${open.url}/login`)).status, 405);
});

test('/login takes no body that is long or of unknown length, and no form', async () => {
  const long = JSON.stringify({ username: 'Ann', more: 'x'.repeat(5000) });
  assert.equal((await login(open, { body: long })).status, 413);
  // Whoever sends on when the answer is there already may find the connection gone.
  const chunked = connect(open.port, '127.0.0.1');
  chunked.write('POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
  const [head] = await once(chunked, 'data');
  assert.match(String(head), /^HTTP\/1\.1 411 /);
  chunked.destroy();
  assert.equal((await login(open, { body: new URLSearchParams({ username: 'Ann' }) })).status, 415);
});

test('whoever sends a body in drops is not waited for', async () => {
  const socket = connect(open.port, '127.0.0.1');
  await once(socket, 'connect');
  let answer = '';
  socket.on('data', (data) => { answer += data; });
  socket.on('error', () => {});
  socket.write('POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\n');
  await until('there is an answer', async () => {
    socket.write(' ');
    return answer;
  }, (text) => text !== '');
  assert.match(answer, /^HTTP\/1\.1 408 /);
  socket.destroy();
});

test('pages of an allowed origin may log in, and no others', async () => {
  const body = '{"username":"Ann"}';
  const origin = 'https://pages.example.org';
  const response = await login(open, { body, headers: { Origin: origin } });
  assert.equal(response.headers.get('access-control-allow-origin'), origin);
  const preflight = await ask(`${open.url}/login`, 'OPTIONS', {
    'Origin': origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type',
  });
  assert.equal(preflight.statusCode, 204);
  assert.equal(preflight.headers['access-control-allow-origin'], origin);
  assert.equal(preflight.headers['access-control-allow-headers'], 'Content-Type');
  const stranger = await login(open, { body, headers: { Origin: 'https://evil.example' } });
  assert.equal(stranger.status, 403);
});

// A stranger's name can be made to point at the server, and then the page's origin and Host agree.
test('pages by a name of the server log in only where it was told the name', async (t) => {
  const told = await Server.start({ args: ['--public-origin', 'https://meet.example.org,https://calls.example.org'] });
  t.after(() => told.stop());
  /** @param {Server} server @param {string} origin @param {string} host */
  const preflight = async (server, origin, host) =>
    (await ask(`${server.url}/login`, 'OPTIONS', { Origin: origin, Host: host })).statusCode;
  assert.equal(await preflight(told, 'https://meet.example.org', 'meet.example.org'), 204);
  assert.equal(await preflight(told, 'https://calls.example.org', '127.0.0.1'), 204);
  assert.equal(await preflight(told, 'http://evil.example', 'evil.example'), 403);
  assert.equal(await preflight(open, 'http://evil.example', 'evil.example'), 403);
  await until('the log names the flag', async () => open.log,
    (log) => /refused-origin origin=http:\/\/evil\.example see=--public-origin/.test(log));
  assert.equal(await preflight(open, open.url, new URL(open.url).host), 204);
  assert.equal(await preflight(open, 'http://192.0.2.7:8080', '192.0.2.7:8080'), 204);
});

test('where no token is asked for one may come with a name, or with a right token', async () => {
  const { seat, answer } = await Seat.greet(open.url, 'standup', { identity: 'Ann' });
  assert.equal(answer.type, 'WELCOME');
  seat.close();
  assert.equal((await enter('nonsense', 'standup', open)).code, 20101);
});

test('a token of a server without keys outlives its restart', async (t) => {
  let server = await Server.start();
  t.after(() => server.stop());
  const { token } = await (await login(server, { body: '{"username":"Ann","room":"r"}' })).json();
  await server.stop();
  server = await server.successor();
  assert.equal((await enter(token, 'r', server)).type, 'WELCOME');
});

test('whoever comes back needs a token that is still good', async () => {
  // The server allows half a minute for clocks that differ: this one has 8 seconds left.
  const token = vendorsToken({ ttl: -22 });
  const expires = Date.now() + 8000;
  const { seat, answer } = await Seat.greet(closed.url, 'standup', { token });
  const returning = { token, resume: answer.resume, received: 0 };
  const first = await Seat.greet(closed.url, 'standup', returning);
  assert.equal(first.answer.resumed, true);
  assert.equal(await seat.untilClosed(), 1000);
  await until('the token has expired', async () => Date.now() > expires + 1000);
  const { answer: last } = await Seat.greet(closed.url, 'standup', { ...returning, resume: first.answer.resume });
  assert.deepEqual([last.id, last.code], ['token-expired', 20104]);
});

test('the vendor\'s helper can say who is host', async () => {
  const made = (/** @type {string} */ identity, /** @type {boolean | undefined} */ host) => {
    const token = new AccessToken(ACCOUNT, KEY, SECRET, { identity });
    token.addGrant(new AccessToken.VideoGrant());
    if (host !== undefined) token.addGrant(/** @type {any} */ ({ key: 'parley', toPayload: () => ({ host }) }));
    return { token: token.toJwt() };
  };
  const pupil = await Seat.greet(closed.url, 'lesson', made('Pupil', false));
  assert.equal(pupil.answer.room.hosts, undefined);
  const teacher = await Seat.greet(closed.url, 'lesson', made('Teacher', true));
  assert.deepEqual(teacher.answer.room.hosts, [teacher.answer.id]);
  const told = await pupil.seat.hear((message) => message.type === 'ROOM');
  assert.deepEqual(told.hosts, [teacher.answer.id]);
  for (const { seat } of [pupil, teacher]) seat.close();
});

test('with --hosts-by-token nobody is host for being the first', async () => {
  const server = await Server.start({ args: ['--hosts-by-token'] });
  try {
    const { seat, answer } = await Seat.greet(server.url, 'standup', { identity: 'Ann' });
    assert.equal(answer.room.hosts, undefined);
    seat.say({ type: 'SET_ROOM', locked: true });
    assert.equal((await seat.hear((message) => message.type === 'ERROR')).id, 'host-required');
    seat.close();
  } finally {
    await server.stop();
  }
});
