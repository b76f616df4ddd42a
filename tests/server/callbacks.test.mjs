// Status callbacks: what a back end is told of its rooms, and where they may go.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';

import twilio from 'twilio';

import { atEnd } from '../browser/support/at_end.mjs';
import { Server } from '../browser/support/server.mjs';
import { until } from '../browser/support/until.mjs';
import { Seat } from './seat.mjs';

const ACCOUNT = `AC${'a'.repeat(32)}`;
const AUTH_TOKEN = 'the auth token of this account!!';

/** A back end that is called. */
class Backend {
  /** @type {{url: string, method: string, form: Record<string, string>, valid: boolean}[]} */
  calls = [];
  /** What it answers with, one after the other, 0 for never; then 204. @type {number[]} */
  statuses = [];
  #server;

  constructor() {
    this.#server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const url = `${this.url}${request.url}`;
      const form = Object.fromEntries(new URLSearchParams(
        request.method === 'GET' ? new URL(url).search : body));
      const valid = twilio.validateRequest(AUTH_TOKEN, `${request.headers['x-twilio-signature']}`, url,
        request.method === 'GET' ? {} : form);
      if (request.method === 'POST') {
        assert.equal(request.headers['content-type'], 'application/x-www-form-urlencoded');
      }
      this.calls.push({ url, method: `${request.method}`, form, valid });
      const status = this.statuses.shift() ?? 204;
      if (status === 0) return;
      response.writeHead(status, status === 302 ? { location: `${this.url}/elsewhere` } : {}).end();
    });
  }

  async start() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    atEnd(() => {
      this.#server.close();
      this.#server.closeAllConnections();
    });
    return this;
  }

  get url() {
    const address = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${address.port}`;
  }

  /** The calls for one room. @param {string} sid */
  of(sid) {
    return this.calls.filter(({ form }) => form.RoomSid === sid);
  }

  /** Waits until that event was told of the room. @param {string} sid @param {string} event */
  told(sid, event) {
    return until(`${event} is told`, async () => this.of(sid).map(({ form }) => form.StatusCallbackEvent),
      (events) => events.includes(event));
  }
}

const backend = await new Backend().start();
const server = await Server.start({
  args: ['--account-sid', ACCOUNT, '--callback-allow', `${backend.url}/hooks/`],
  environment: { PARLEY_AUTH_TOKEN: AUTH_TOKEN },
});
atEnd(() => server.stop());
const client = twilio(ACCOUNT, AUTH_TOKEN);
client.video.baseUrl = server.url;
const { rooms } = client.video.v1;

/** @param {string} room @param {string} identity @param {object[]} tracks */
async function sit(room, identity, tracks = []) {
  const { seat, answer } = await Seat.greet(server.url, room, { identity, tracks });
  assert.equal(answer.type, 'WELCOME', JSON.stringify(answer));
  return { seat, sid: answer.id };
}

const camera = { sid: `MT${'c'.repeat(32)}`, kind: 'video', name: 'camera', enabled: true };
const chat = { sid: `MT${'d'.repeat(32)}`, kind: 'data', name: 'chat', enabled: true };

for (const method of ['POST', 'GET']) {
  test(`all of a room is told in its order, signed, with ${method}`, async () => {
    const uniqueName = `hooks by ${method} & more`;
    const room = await rooms.create({
      uniqueName, type: 'group', statusCallback: `${backend.url}/hooks/rooms?of=tests`,
      statusCallbackMethod: method, maxParticipants: 3,
    });
    assert.deepEqual([room.statusCallback, room.statusCallbackMethod], [`${backend.url}/hooks/rooms?of=tests`, method]);
    const ann = await sit(uniqueName, 'Ann +1 %', [camera]);
    const say = (/** @type {object[]} */ tracks) => ann.seat.say({ type: 'PUBLICATIONS', tracks });
    say([{ ...camera, enabled: false }]);
    say([camera]);
    say([camera, chat]);
    say([chat]);
    await backend.told(room.sid, 'track-removed');
    ann.seat.close();
    await backend.told(room.sid, 'participant-disconnected');
    await rooms(room.sid).update({ status: 'completed' });
    await backend.told(room.sid, 'room-ended');

    const calls = backend.of(room.sid);
    assert.deepEqual(calls.map(({ form }) => form.StatusCallbackEvent), [
      'room-created', 'participant-connected', 'track-added', 'track-disabled', 'track-enabled', 'track-added',
      'track-removed', 'participant-disconnected', 'room-ended']);
    calls.forEach(({ form, method: used, valid, url }, index) => {
      assert.ok(valid, `the signature of ${form.StatusCallbackEvent}`);
      assert.equal(used, method);
      assert.ok(url.startsWith(`${backend.url}/hooks/rooms?of=tests`));
      assert.match(form.Timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const status = form.StatusCallbackEvent === 'room-ended' ? 'completed' : 'in-progress';
      assert.deepEqual(
        [form.AccountSid, form.RoomName, form.RoomStatus, form.RoomType, form.SequenceNumber],
        [ACCOUNT, uniqueName, status, 'group', `${index}`]);
    });
    const of = (/** @type {string} */ event) =>
      /** @type {any} */ (calls.find(({ form }) => form.StatusCallbackEvent === event)).form;
    const added = of('track-added');
    assert.deepEqual(
      [added.ParticipantSid, added.ParticipantIdentity, added.ParticipantStatus, added.TrackSid, added.TrackKind, added.TrackName],
      [ann.sid, 'Ann +1 %', 'connected', camera.sid, 'video', 'camera']);
    assert.equal(of('participant-disconnected').ParticipantStatus, 'disconnected');
    assert.match(of('participant-disconnected').ParticipantDuration, /^\d+$/);
    assert.match(of('room-ended').RoomDuration, /^\d+$/);
    assert.equal(of('room-created').RoomDuration, undefined);
  });
}

test('what fails is tried again before what comes after it, and what is refused is not', async () => {
  backend.statuses = [503, 429];
  const room = await rooms.create({ statusCallback: `${backend.url}/hooks/` });
  await rooms(room.sid).update({ status: 'completed' });
  await backend.told(room.sid, 'room-ended');
  assert.deepEqual(backend.of(room.sid).map(({ form }) => form.StatusCallbackEvent),
    ['room-created', 'room-created', 'room-created', 'room-ended']);

  for (const status of [410, 302]) {
    backend.statuses = [status];
    const other = await rooms.create({ statusCallback: `${backend.url}/hooks/` });
    await rooms(other.sid).update({ status: 'completed' });
    await backend.told(other.sid, 'room-ended');
    assert.deepEqual(backend.of(other.sid).map(({ form }) => form.SequenceNumber), ['0', '1'], `${status}`);
  }
  // Nobody is led elsewhere.
  assert.ok(backend.calls.every(({ url }) => url.startsWith(`${backend.url}/hooks/`)));
  await until('it is told to the operator', async () => server.log, (log) => log.includes('callback-given-up'));
});

test('who does not answer is given ten seconds, and holds up nobody but its room', async () => {
  backend.statuses = [0];
  const silent = await rooms.create({ statusCallback: `${backend.url}/hooks/` });
  await backend.told(silent.sid, 'room-created');
  await rooms(silent.sid).update({ status: 'completed' });
  const other = await rooms.create({ statusCallback: `${backend.url}/hooks/` });
  await rooms(other.sid).update({ status: 'completed' });
  await backend.told(other.sid, 'room-ended');
  assert.equal(backend.of(silent.sid).length, 1);
  await backend.told(silent.sid, 'room-ended');
  assert.deepEqual(backend.of(silent.sid).map(({ form }) => form.SequenceNumber), ['0', '0', '1']);
});

test('a URL that the operator has not allowed is refused', async () => {
  const { port } = new URL(backend.url);
  for (const url of [
    `${backend.url}/`, `${backend.url}/hooksX`, `${backend.url}/hooks/../secret`, `${backend.url}/hooks/%2e%2e/secret`,
    `http://localhost:${port}/hooks/`, `http://127.0.0.1/hooks/`, `https://127.0.0.1:${port}/hooks/`,
    `http://127.0.0.1:${port}@evil.example/hooks/`, `http://user@127.0.0.1:${port}/hooks/`,
    `http://127.0.0.1:${port}.evil.example/hooks/`, `${backend.url}/hooks/#x`, 'file:///etc/passwd', 'nonsense',
  ]) {
    await assert.rejects(rooms.create({ statusCallback: url }), { status: 400, code: 53111 }, url);
  }
});

test('a private address has to be allowed by itself, whatever name it has', async () => {
  const { port } = new URL(backend.url);
  // As browsers do, libcurl takes any such name for this machine's.
  const prefix = `http://hooks.localhost:${port}/hooks/`;
  const start = async (/** @type {string[]} */ args) => {
    const other = await Server.start({
      args: ['--account-sid', ACCOUNT, '--callback-allow', prefix, '--public-metrics', ...args],
      environment: { PARLEY_AUTH_TOKEN: AUTH_TOKEN },
    });
    atEnd(() => other.stop());
    const its = twilio(ACCOUNT, AUTH_TOKEN);
    its.video.baseUrl = other.url;
    const { sid } = await its.video.v1.rooms.create({ statusCallback: prefix });
    return { sid, metrics: async () => (await fetch(`${other.url}/metrics`)).text() };
  };
  const careful = await start([]);
  await until('it was tried again', careful.metrics, (text) => /^parley_callback_retries_total [1-9]/m.test(text));
  assert.match(await careful.metrics(), /^parley_callbacks_delivered_total 0$/m);
  assert.deepEqual(backend.of(careful.sid), []);
  const trusting = await start(['--callback-network', '127.0.0.0/8']);
  await backend.told(trusting.sid, 'room-created');
});
