// Names of rooms and people that look alike: PROTOCOL.md, "Names". names_test has the rule in full.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';

const stage = new Stage();

/** The room's page at an address as somebody wrote it. @param {string} path */
async function open(path) {
  const page = await stage.page();
  return { page, meeting: await Meeting.at(page, stage.server.url + path) };
}

test('addresses of one room in several spellings lead to one room', async () => {
  const ann = await open('/room/Caf%C3%A9');
  await ann.meeting.join('Ann');
  // Decomposed, with a space at the end; and with a slash behind it, as some programs complete addresses.
  for (const [path, name] of [['/room/Cafe%CC%81%20', 'Ben'], ['/room/Caf%C3%A9%E2%80%8B/?lang=en#x', 'Cleo']]) {
    const other = await open(path);
    assert.equal(await other.page.locator('#room-title').textContent(), 'Caf\u00E9');
    await other.meeting.join(name);
  }
  await ann.meeting.untilOthersAre(['Ben', 'Cleo']);
});

test('a slash behind the room is taken off, and nothing else', async () => {
  const { page } = await open('/room/a%2Fb/?lang=en#token');
  const { pathname, search, hash } = new URL(page.url());
  assert.deepEqual([pathname, search, hash], ['/room/a%2Fb', '?lang=en', '#token']);
});

test('others see a name as its owner does: without what turns it around or is not seen', async () => {
  const ann = await open('/room/turned');
  await ann.meeting.join('Ann');
  const ben = await open('/room/turned');
  await ben.meeting.join('  \u202ERene\u0301\u200B   Lee ');
  await ann.meeting.untilOthersAre(['Ren\u00E9 Lee']);
  assert.equal(await ben.page.evaluate(() => document.querySelector('.tile-name')?.textContent?.includes('\u202E')), false);
});

test('nobody comes in under a name of which nothing can be seen', async () => {
  const { page } = await open('/room/unseen');
  await page.fill('#name', '\u200B\u3164');
  await page.click('#join-leave');
  await page.locator('#name-error').waitFor({ state: 'visible' });
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'ready');
});

test('the link to the home page ends no call: it opens another tab, by mouse and by keyboard', async () => {
  const { page } = await stage.inCall('brand', 'Ann');
  const link = page.locator('#home-link');
  for (const open of [() => link.click(), () => link.press('Enter')]) {
    const [other] = await Promise.all([page.context().waitForEvent('page'), open()]);
    await other.locator('#create-room').waitFor();
    await other.close();
    assert.equal(await page.locator('body').getAttribute('data-phase'), 'in-call');
  }
  await page.click('#join-leave');
  await page.locator('body[data-phase="ready"]').waitFor();
  await link.click();
  await page.waitForURL((url) => url.pathname === '/home');
});
