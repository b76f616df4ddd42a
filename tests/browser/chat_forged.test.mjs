// What a participant says is said by that one alone: nobody says it in another's name, changes what is handed on, or
// gives another file than was offered. Mallory's page is Parley's, but for what leaves it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { say, untilChatIs } from './support/chat.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

/** @typedef {import('playwright-core').Page} Page */

const stage = new Stage({ devices: 'none' });

/** What the page says of other people. @param {Page} page */
const noticesOf = (page) => page.locator('.toast-message').allTextContents();

/**
 * Mallory in a room, with a page that changes each message as it is sent.
 * @param {string} room
 * @param {() => void} change sets `window.forge`, which takes a message and returns what is sent
 */
async function forger(room, change) {
  const mallory = await stage.tab(room, {
    script: () => {
      const { send } = RTCDataChannel.prototype;
      /** @this {RTCDataChannel} @param {any} data */
      RTCDataChannel.prototype.send = function (data) {
        const { forge } = /** @type {any} */ (window);
        Reflect.apply(send, this, [forge ? forge(data) : data]);
      };
    },
  });
  await mallory.meeting.join('Mallory');
  await mallory.page.evaluate(change);
  return mallory;
}

test('what is changed on its way, or said in the name of another, is not shown, and people hear of it', async () => {
  const ann = await stage.inCall('forged words', 'Ann');
  const mallory = await forger('forged words', () => {
    /** @type {any} */ (window).forge = (/** @type {any} */ data) =>
      (typeof data === 'string' ? data.replace('"text":"I agree"', '"text":"I do not"') : data);
  });
  await ann.meeting.untilOthersAre(['Mallory']);
  for (const { page } of [ann, mallory]) await page.click('#chat');
  await say(ann.page, 'Who agrees?');
  await untilChatIs(mallory.page, ['Ann: Who agrees?']);
  await say(mallory.page, 'I agree', 'Well?');
  await untilChatIs(ann.page, ['Me: Who agrees?', 'Mallory: Well?']);
  await until('Ann is told', () => noticesOf(ann.page), (all) => all.some((words) => words.includes('Messages from Mallory are not shown')));
});

test('whoever hands on what was said can leave out, but not change or make up', async () => {
  const ann = await stage.inCall('forged history', 'Ann');
  const mallory = await forger('forged history', () => {
    /** @type {any} */ (window).forge = (/** @type {any} */ data) =>
      (typeof data === 'string' ? data.replace('"text":"yes"', '"text":"no"') : data);
  });
  await ann.meeting.untilOthersAre(['Mallory']);
  for (const { page } of [ann, mallory]) await page.click('#chat');
  await say(ann.page, 'May I?', 'yes');
  await untilChatIs(mallory.page, ['Ann: May I?', 'Ann: yes']);
  await ann.meeting.leave();
  await mallory.meeting.untilOthersAre([]);
  const cleo = await stage.inCall('forged history', 'Cleo');
  await cleo.page.click('#chat');
  // Ann is not here, so that Mallory might have made up her key, and with it all that she has said.
  await untilChatIs(cleo.page, ['Ann: May I?']);
  assert.equal(await cleo.page.locator('.chat-unconfirmed:visible').count(), 1);
  await until('Cleo is told', () => noticesOf(cleo.page), (all) => all.some((words) => words.includes('Mallory')));
});

test('what is handed on is confirmed once its author turns out to be here', async () => {
  const ann = await stage.inCall('confirmed', 'Ann');
  const ben = await stage.inCall('confirmed', 'Ben');
  await ann.meeting.untilOthersAre(['Ben']);
  for (const { page } of [ann, ben]) await page.click('#chat');
  await say(ann.page, 'one');
  await untilChatIs(ben.page, ['Ann: one']);
  const cleo = await stage.inCall('confirmed', 'Cleo');
  await cleo.page.click('#chat');
  await untilChatIs(cleo.page, ['Ann: one']);
  await until('it is confirmed', () => cleo.page.locator('.chat-unconfirmed:visible').count(), (count) => count === 0);
  await ann.meeting.leave();
  await until('Ann has left', () => cleo.meeting.tiles(), (tiles) => tiles.every(({ name }) => name !== 'Ann'));
  await say(ben.page, 'two');
  await untilChatIs(cleo.page, ['Ann: one', 'Ben: two']);
  assert.equal(await cleo.page.locator('.chat-unconfirmed:visible').count(), 0, 'of whom one has met');
});

test('a file that is not the one that was offered is not kept', async () => {
  const ann = await stage.inCall('forged file', 'Ann');
  const mallory = await forger('forged file', () => {
    /** @type {any} */ (window).forge = (/** @type {any} */ data) => {
      if (!(data instanceof ArrayBuffer) || data.byteLength < 100) return data;
      const changed = new Uint8Array(data.slice(0));
      changed[changed.length - 1] ^= 1;
      return changed.buffer;
    };
  });
  await ann.meeting.untilOthersAre(['Mallory']);
  for (const { page } of [ann, mallory]) await page.click('#chat');
  await mallory.page.locator('input[type=file]').setInputFiles(
    { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('a plan '.repeat(100)) });
  await untilChatIs(ann.page, ['Mallory: plan.txt']);
  await ann.page.getByRole('button', { name: 'Get plan.txt' }).click();
  await ann.page.getByText('This is not the file that was offered.').waitFor();
  assert.equal(await ann.page.getByRole('link', { name: 'Save plan.txt' }).count(), 0);
});
