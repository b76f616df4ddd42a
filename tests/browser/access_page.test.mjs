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
  server = await Server.start({ args: ['--require-token', '--login', '--api-key', KEY, '--login-room', ''] });
  browser = await launchChromium();
});
atEnd(() => browser?.close());
atEnd(() => server?.stop());

test('a token that the server gives to whoever says a name is asked for', async () => {
  const meeting = await Meeting.open(await browser.newPage(), server.url, 'tokens');
  await meeting.join('Ann');
  await meeting.leave();
});

test('a token in the address is used, and gone from what people copy', async () => {
  const answer = await fetch(`${server.url}/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'Ben', room: 'invited' }),
  });
  const { token } = await answer.json();
  const page = await browser.newPage();
  await page.route('**/login', (route) => route.abort());
  await page.goto(`${server.url}/room/invited#token=${token}`);
  await page.fill('#name', 'Ben');
  await page.click('#join-leave');
  await page.locator('body[data-phase="in-call"]').waitFor();
  assert.equal(page.url(), `${server.url}/room/invited`);
});

test('who has none is told so', async () => {
  const page = await browser.newPage();
  await page.route('**/login', (route) => route.abort());
  const meeting = await Meeting.open(page, server.url, 'closed');
  await meeting.startJoining('Cleo');
  await meeting.untilNotice(/invitation/);
  await page.getByRole('button', { name: 'Check the connection' }).waitFor();
});
