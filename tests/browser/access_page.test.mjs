// The meeting page where the server asks for a token.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { launchChromium } from './support/chromium.mjs';
import { Meeting } from './support/meeting.mjs';
import { Server } from './support/server.mjs';

const KEY = `SK${'0'.repeat(32)}:${'s'.repeat(40)}`;

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  server = await Server.start({ args: ['--require-token', '--login', '--api-key', KEY, '--login-room', '',
    '--max-participants', '2'] });
  browser = await launchChromium();
});
atEnd(() => browser?.close());
atEnd(() => server?.stop());

test('a token that the server gives to whoever says a name is asked for', async () => {
  const meeting = await Meeting.open(await browser.newPage(), server.url, 'tokens');
  await meeting.join('Ann');
  await meeting.leave();
});

/** An invitation to a room, as its host sends it. @param {string} room */
async function invitation(room) {
  const answer = await fetch(`${server.url}/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'Ben', room }),
  });
  const { token } = await answer.json();
  return `#token=${token}`;
}

/** A tab to which the server gives no token by itself. */
async function tab() {
  const page = await browser.newPage();
  await page.route('**/login', (route) => route.abort());
  return page;
}

/** @param {import('playwright-core').Page} page */
async function join(page) {
  await page.fill('#name', 'Ben');
  await page.click('#join-leave');
}

/** @param {import('playwright-core').Page} page */
const untilJoined = (page) => page.locator('body[data-phase="in-call"]').waitFor();

test('a token in the address is used, gone from what people copy, and there after a reload', async () => {
  const page = await tab();
  await page.goto(`${server.url}/room/invited${await invitation('invited')}`);
  await join(page);
  await untilJoined(page);
  assert.equal(page.url(), `${server.url}/room/invited`);
  await page.reload();
  await join(page);
  await untilJoined(page);
});

test('an invitation is for its room: another room in the same tab asks for another', async () => {
  const page = await tab();
  await page.goto(`${server.url}/room/one${await invitation('one')}`);
  await join(page);
  await untilJoined(page);
  await page.goto(`${server.url}/room/two`);
  await join(page);
  await page.locator('#notice', { hasText: 'You need an invitation to enter' }).waitFor();
  await page.goto(`${server.url}/room/one`);
  await join(page);
  await untilJoined(page);
});

test('a link that is put into the address bar of the open page is heard', async () => {
  const page = await tab();
  const meeting = await Meeting.open(page, server.url, 'late');
  await join(page);
  await meeting.untilNotice(/You need an invitation to enter/);
  await page.goto(`${server.url}/room/late${await invitation('late')}`);
  await meeting.untilAnnounced(/Your invitation has arrived/);
  assert.equal(page.url(), `${server.url}/room/late`);
  assert.equal(await meeting.notice(), '');
  await join(page);
  await untilJoined(page);
});

test('a token that was refused is forgotten, a newer one is not', async () => {
  const page = await tab();
  const meeting = await Meeting.at(page, `${server.url}/room/refused#token=no-token`);
  await join(page);
  await meeting.untilNotice(/not valid here/);
  await meeting.reload();
  await join(page);
  await meeting.untilNotice(/You need an invitation to enter/);
  await page.goto(`${server.url}/room/refused${await invitation('refused')}`);
  await meeting.reload();
  await join(page);
  await untilJoined(page);
});

test('the check of the connection is opened with the invitation', async () => {
  const pages = [await tab(), await tab()];
  for (const page of pages) {
    await page.goto(`${server.url}/room/full${await invitation('full')}`);
    await join(page);
    await untilJoined(page);
  }
  const late = await tab();
  await late.goto(`${server.url}/room/full${await invitation('full')}`);
  await join(late);
  const opened = late.waitForEvent('popup');
  await late.getByRole('button', { name: 'Check the connection' }).click();
  const check = await opened;
  await check.waitForURL(`${server.url}/check.html`);
  for (const page of pages) await page.close();
  await check.click('#start-check');
  // Media is looked at once the server has let the page in.
  await check.locator('[data-step="media"][data-state]').waitFor();
});

test('who has none is told so', async () => {
  const meeting = await Meeting.open(await tab(), server.url, 'closed');
  await meeting.startJoining('Cleo');
  await meeting.untilNotice(/invitation/);
  await meeting.untilText('.notice-action', /Check the connection/);
});
