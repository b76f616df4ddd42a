// Looking at a room before joining: over the way that is open then, one joins quickly; and all the
// same where it has died.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** Waits until the page says that this one is there. @param {Meeting} meeting @param {string} name */
async function untilSeenBefore(meeting, name) {
  await until(
    `the page says that ${name} is there`,
    () => meeting.evaluate(() => document.querySelector('#present')?.textContent ?? '', null),
    (text) => text.includes(name),
  );
}

/** @param {Meeting[]} call */
async function expectCall(call) {
  for (const meeting of call) {
    await meeting.untilOthersAre(call.filter((one) => one !== meeting).map(({ name }) => name));
    await meeting.waitForFrames(call.length - 1);
  }
}

test('who looks sees who is there, and is seen only after joining', async () => {
  const ann = await stage.enter('look');
  await ann.join('Ann');
  const page = await stage.page();
  let sockets = 0;
  page.on('websocket', () => ++sockets);
  const ben = await Meeting.open(page, stage.server.url, 'look');
  await untilSeenBefore(ben, 'Ann');
  assert.deepEqual(await ann.tiles(), []);
  await ben.join('Ben');
  await expectCall([ann, ben]);
  assert.equal(sockets, 1, 'the socket of the preview is used');
});

test('a way to the server that has died unnoticed keeps nobody from joining', async () => {
  const ann = await stage.enter('dead way');
  await ann.join('Ann');
  const network = await stage.network();
  const ben = await stage.enter('dead way', network);
  await untilSeenBefore(ben, 'Ann');
  // What is open now stays dead.
  network.set('black hole');
  network.set('pass');
  await ben.join('Ben');
  await expectCall([ann, ben]);
});
