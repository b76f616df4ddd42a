// What whoever comes later reads in the chat: all of it, in the order in which it was said.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { say, untilChatIs } from './support/chat.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

test('an odd message empties the chat for nobody', async () => {
  const ann = await stage.tab('chat odd', {
    script: () => {
      // A page that tells whatever it likes of its clock.
      const { send } = RTCDataChannel.prototype;
      /** @this {RTCDataChannel} @param {any} data */
      RTCDataChannel.prototype.send = function (data) {
        const isOdd = typeof data === 'string' && data.includes('"odd"');
        Reflect.apply(send, this, [isOdd ? data.replace(/"time":\d+/g, '"time":-9e15') : data]);
      };
    },
  });
  await ann.meeting.join('Ann');
  const ben = await stage.inCall('chat odd', 'Ben');
  for (const { page } of [ann, ben]) await page.click('#chat');
  await say(ann.page, 'before', 'odd', 'after');
  const all = ['Ann: before', 'Ann: odd', 'Ann: after'];
  await untilChatIs(ben.page, all);
  const cleo = await stage.inCall('chat odd', 'Cleo');
  await cleo.page.click('#chat');
  await untilChatIs(cleo.page, all);
  assert.deepEqual(stage.complaints, []);
});

test('a listener that throws keeps no other from hearing, and no later message from being read', async () => {
  const { ann, ben } = await stage.twoInCall('chat throw');
  for (const { page } of [ann, ben]) await page.click('#chat');
  await ben.page.evaluate(() => {
    const { toISOString } = Date.prototype;
    Date.prototype.toISOString = function () {
      Date.prototype.toISOString = toISOString;
      throw new RangeError('as if for one entry');
    };
  });
  await say(ann.page, 'lost', 'two');
  // What could not be drawn is drawn with the next one.
  await untilChatIs(ben.page, ['Ann: lost', 'Ann: two']);
  assert.match(stage.complaints.join(), /as if for one entry/);
});

test('a newcomer reads in the order in which it was said, at times of the newcomer’s own clock', async () => {
  const ann = await stage.inCall('chat order', 'Ann');
  const ben = await stage.tab('chat order', {
    script: () => {
      const now = Date.now;
      Date.now = () => now() - 3 * 60 * 60_000;
    },
  });
  await ben.meeting.join('Ben');
  await ann.meeting.untilOthersAre(['Ben']);
  for (const { page } of [ann, ben]) await page.click('#chat');
  await say(ann.page, 'one');
  await untilChatIs(ben.page, ['Ann: one']);
  await say(ben.page, 'two');
  await untilChatIs(ann.page, ['Me: one', 'Ben: two']);
  await say(ann.page, 'three');
  await untilChatIs(ben.page, ['Ann: one', 'Me: two', 'Ann: three']);
  // Also where the one with the slow clock tells it.
  for (const [teller, other] of /** @type {const} */ ([[ann, null], [ben, ann]])) {
    await other?.meeting.leave();
    const cleo = await stage.inCall('chat order', 'Cleo');
    await cleo.page.click('#chat');
    await untilChatIs(cleo.page, ['Ann: one', 'Ben: two', 'Ann: three']);
    const ages = await cleo.page.locator('.chat-time').evaluateAll((times) =>
      times.map((time) => Date.now() - Date.parse(time.getAttribute('datetime') ?? '')));
    assert.ok(ages.every((age) => age >= 0 && age < 60 * 60_000), `${ages}`);
    await cleo.meeting.leave();
    await until('Cleo is gone', () => teller.meeting.tiles(), (tiles) => tiles.every(({ name }) => name !== 'Cleo'));
  }
});
