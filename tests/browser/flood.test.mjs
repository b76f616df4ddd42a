// One participant whose page is not Parley's sends all it can. The others' pages do a bounded amount of work, never
// stand still, hear everyone else, and say who it is. Counts of work do not depend on the machine; how long a task takes
// does, but only on how fast its processor is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CHAT_LIMITS } from '../../web/meeting/chat/limits.js';
import { Voice } from '../../web/meeting/chat/signing/voice.js';
import { MESSAGE_LIMITS } from '../../web/meeting/messaging/limits.js';
import { Seat } from '../server/seat.mjs';
import { chatOf, say } from './support/chat.mjs';
import { LibraryStage } from './support/library_page.mjs';
import { until } from './support/until.mjs';
import { taskTimes, watchWork, workOf } from './support/work_watch.mjs';

/** @typedef {import('playwright-core').Page} Page */

// Without cameras, whose pictures would be most of what the pages have to do.
const stage = new LibraryStage({ devices: 'none' });

/** From here on people notice that a page stands still. */
const LONGEST_TASK_MS = 50;

/** Messages of a page that takes part, but with nothing of Parley's in it that would hold it back. */
async function flooder(/** @type {string} */ room) {
  const mallory = await stage.open();
  await mallory.join('Mallory', { name: room, data: [{ name: 'parley-messages' }] });
  await mallory.until((page) => {
    const [{ track }] = page.room.localParticipant.dataTracks.values();
    return track._sender.size === page.room.participants.size;
  });
  const voice = await Voice.create(room);
  return {
    /** To say what is signed. */
    voice,
    introduction: await voice.introduceAs(await mallory.run((page) => page.room.localParticipant.sid)),
    /** @param {object[]} messages */
    send: (messages) => mallory.run((page, texts) => {
      const [{ track }] = page.room.localParticipant.dataTracks.values();
      for (const text of texts) track.send(text);
    }, messages.map((message) => JSON.stringify(message))),
  };
}

/**
 * Ann, whose page is watched, Ben, and Mallory, with the chat open.
 * @param {import('node:test').TestContext} context
 * @param {string} room
 */
async function threeInCall(context, room) {
  const ann = await stage.tab(room, { script: watchWork });
  await ann.meeting.join('Ann');
  const ben = await stage.inCall(room, 'Ben');
  const mallory = await flooder(room);
  for (const { meeting, page } of [ann, ben]) {
    await meeting.untilOthersAre([meeting === ann.meeting ? 'Ben' : 'Ann', 'Mallory']);
    await page.click('#chat');
  }
  return { context, ann, ben, mallory };
}

/**
 * Sends everything and waits until Ann's page has received it; says what that has cost her page. In no moment does it
 * stand still.
 * @param {Awaited<ReturnType<typeof threeInCall>>} call
 * @param {string} what
 * @param {object[]} messages
 */
async function flood(call, what, messages) {
  const { ann, mallory } = call;
  const before = await workOf(ann.page);
  const { longest, all } = await taskTimes(ann.page, async () => {
    await mallory.send(messages);
    await until(`Ann's page has received the ${what}`, async () => (await workOf(ann.page)).received,
      (received) => received >= before.received + messages.length);
  });
  const after = await workOf(ann.page);
  call.context.diagnostic(`${messages.length} ${what}: longest task ${Math.round(longest)} ms, all ${Math.round(all)} ms`);
  assert.ok(longest <= LONGEST_TASK_MS, `${what} stop Ann's page for ${Math.round(longest)} ms`);
  return { before, after };
}

/** What may have been read of one sender by now. @param {{ at: number }} before @param {{ at: number }} after */
function mostRead(before, after) {
  const { burst, held, perSecond } = MESSAGE_LIMITS;
  return burst + held + (perSecond * (after.at - before.at)) / 1000;
}

/** @param {{ announced: string[] }} work */
const ofMallory = ({ announced }) => announced.filter((words) => words.includes('Mallory'));

/** @param {{ at: number }} before @param {{ at: number, announced: string[] }} after */
function assertBearable(before, after) {
  const { burst, perSecond } = MESSAGE_LIMITS.announced;
  const announced = ofMallory(after).filter((words) => !/ (joined|left)|Too much/.test(words));
  assert.ok(announced.length <= burst + (perSecond * (after.at - before.at)) / 1000, `${announced.length} announcements`);
}

/** @param {Page} page */
const untilHeldBackIsTold = (page) =>
  until('Ann is told of Mallory', () => workOf(page), (work) => ofMallory(work).some((words) => words.includes('Too much')));

test('2,000 messages at once: others are heard in order, and the page draws what it can', async (context) => {
  const call = await threeInCall(context, 'flood chat');
  const { ann, ben, mallory: { voice, introduction } } = call;
  const flooded = flood(call, 'chat messages', await Promise.all(Array.from({ length: 2000 }, async (_, index) => (
    { type: 'chat', ...introduction, entry: await voice.sign({ name: 'Ben', text: `https://example.org/${index}` }) }))));
  const spoken = Array.from({ length: 5 }, (_, index) => `honest ${index}`);
  for (const words of spoken) await say(ben.page, words);
  const { before } = await flooded;
  const { linesMade } = await until('Ann reads Ben', () => workOf(ann.page),
    (work) => work.linesMade.some((one) => one.includes('honest 4')));
  assert.deepEqual(linesMade.filter((one) => one.startsWith('Ben: ')), spoken.map((words) => `Ben: ${words}`));
  await untilHeldBackIsTold(ann.page);
  const after = await workOf(ann.page);
  assert.ok(after.lines <= CHAT_LIMITS.shown, `${after.lines} lines`);
  // A line is made once, and at most once in a frame is anything drawn, or four times in a second without frames.
  assert.ok(after.linesMade.length <= mostRead(before, after) + spoken.length, `${after.linesMade.length} lines made`);
  const frames = after.frames + after.at / 250;
  assert.ok(after.drawn <= frames + 1, `drawn ${after.drawn} times in ${frames} frames`);
  assert.ok(after.mostInOneGo <= CHAT_LIMITS.drawn, `${after.mostInOneGo} lines in one go`);
  assertBearable(before, after);
  assert.equal(ofMallory(after).filter((words) => words.includes('Too much')).length, 1, 'told once');
});

test('300 requests for what was said before are answered once', async (context) => {
  const call = await threeInCall(context, 'flood history');
  await say(call.ann.page, 'one', 'two');
  const first = await workOf(call.ann.page);
  const { after } = await flood(call, 'requests for history', Array.from({ length: 300 }, () => (
    { type: 'chat-known', known: {}, ...call.mallory.introduction })));
  assert.ok(after.handedOver - first.handedOver <= 1, `${after.handedOver - first.handedOver} answers`);
  await say(call.ben.page, 'three');
  await until('Ann reads Ben', () => chatOf(call.ann.page), (all) => all.at(-1) === 'Ben: three');
  assert.equal((await workOf(call.ann.page)).handedOver, after.handedOver);
});

test('what is handed over without being asked for, or is more than there can be, is not read', async (context) => {
  const call = await threeInCall(context, 'flood hand-over');
  const entries = await Promise.all(Array.from({ length: 100 }, () => call.mallory.voice.sign({ name: '👩‍', text: 'x' })));
  const { before } = await flood(call, 'hand-overs', Array.from({ length: 300 }, (_, index) => ({
    type: 'chat-missing',
    now: 0,
    entries: entries.map((entry) => ({ ...entry, number: index * entries.length + entry.number })),
  })));
  await say(call.ben.page, 'honest');
  await until('Ann reads Ben', () => chatOf(call.ann.page), (all) => all.some((one) => one === 'Ben: honest'));
  const after = await workOf(call.ann.page);
  assert.ok(after.parsed - before.parsed <= 10, `${after.parsed - before.parsed} read`);
  assert.ok(after.lines <= CHAT_LIMITS.shown, `${after.lines} lines`);
});

for (const [what, message] of /** @type {const} */ ([
  ['reactions', () => ({ type: 'reaction', name: 'heart' })],
  ['raised hands', (/** @type {number} */ index) => ({ type: 'hand', on: index % 2 === 0 })],
  ['recordings', (/** @type {number} */ index) => ({ type: 'recording', on: index % 2 === 0 })],
  ['requests for files', () => ({ type: 'file-get', number: 1, offset: 0 })],
])) {
  test(`of 2,000 ${what} at once only what is within the budget is read`, async (context) => {
    const call = await threeInCall(context, `flood ${what}`);
    const { before, after } = await flood(call, what, Array.from({ length: 2000 }, (_, index) => message(index)));
    assert.ok(after.parsed - before.parsed <= mostRead(before, after), `${after.parsed - before.parsed} read`);
    assertBearable(before, after);
    await untilHeldBackIsTold(call.ann.page);
    await say(call.ben.page, 'honest');
    await until('Ann reads Ben', () => chatOf(call.ann.page), (all) => all.at(-1) === 'Ben: honest');
  });
}

// As in client-wasm/core/include/parley/core/limits.h.
const REPLACEMENTS = { ofPeer: 20, own: 5, intervalMs: 5000 };
const OFFERS = 300;

/** Of a browser that is not there. Without BUNDLE it is refused, so that the page tries anew itself, and gives in to the next offer. */
const DESCRIPTION = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`,
  'a=ice-ufrag:abcd', `a=ice-pwd:${'x'.repeat(24)}`, 'a=setup:actpass', 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=sctp-port:5000', ''].join('\r\n');

test('of 300 offers that each want a new connection, most get none, and others still connect', async (context) => {
  const room = 'flood offers';
  const ann = await stage.tab(room, { script: watchWork });
  await ann.meeting.join('Ann');
  const ben = await stage.inCall(room, 'Ben');
  await ann.meeting.untilOthersAre(['Ben']);
  const { seat: mallory, answer } = await Seat.greet(stage.server.url, room, { identity: 'Mallory' });
  const { id: to } = answer.participants.find((/** @type {{ identity: string }} */ { identity }) => identity === 'Ann');
  await ann.meeting.untilOthersAre(['Ben', 'Mallory']);
  const before = await workOf(ann.page);
  const { longest } = await taskTimes(ann.page, async () => {
    for (let epoch = 2; epoch < OFFERS + 2; ++epoch) {
      mallory.say({ type: 'OFFER', to, message: { type: 'offer', sdp: DESCRIPTION }, epoch, offerId: 1, tracks: {} });
    }
    mallory.say({ type: 'BYE' });
    await ann.meeting.untilOthersAre(['Ben']);
  });
  const after = await workOf(ann.page);
  const made = after.connections - before.connections;
  context.diagnostic(`${OFFERS} offers: ${made} connections, longest task ${Math.round(longest)} ms`);
  const { ofPeer, own, intervalMs } = REPLACEMENTS;
  assert.ok(made >= ofPeer, `only ${made} connections: the offers were not read`);
  assert.ok(made <= ofPeer + 2 * own + (after.at - before.at) / intervalMs, `${made} connections made`);
  assert.ok(longest <= LONGEST_TASK_MS, `offers stop Ann's page for ${Math.round(longest)} ms`);
  const cem = await stage.inCall(room, 'Cem');
  await ann.meeting.untilOthersAre(['Ben', 'Cem']);
  await ann.page.click('#chat');
  for (const { page, name } of [{ ...ben, name: 'Ben' }, { ...cem, name: 'Cem' }]) {
    await page.click('#chat');
    await say(page, `I am ${name}`);
    await until(`Ann reads ${name}`, () => chatOf(ann.page), (all) => all.at(-1) === `${name}: I am ${name}`);
  }
});
