// The key behind `#` in a meeting's link: with it the pages find out by themselves that nobody is in between, the server
// included; without it people can, by a code. The server here changes what it relays, as its operator could.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

/** @typedef {import('playwright-core').Page} Page */

const stage = new Stage();
const KEY = 'k3y-of-the-link-0123';

/** @param {Page} page */
const lockOf = (page) => page.locator('#security-button:visible').getAttribute('data-security', { timeout: 500 }).catch(() => null);

/** @param {Page} page @param {string} expected */
const untilLockIs = (page, expected) => until(`the lock says ${expected}`, () => lockOf(page), (seen) => seen === expected);

/** What is wrong, in words. @param {Page} page */
const alarmsOf = (page) => page.locator('.notice-danger').allTextContents();

/**
 * Opens the link of a room, through a server that may change what it sends.
 * @param {string} room
 * @param {string} fragment
 * @param {(message: string) => string} [change]
 */
async function open(room, fragment, change) {
  const page = await stage.page();
  /** @type {string[]} what the server gets to see */
  const sent = [];
  await page.routeWebSocket(/\/ws\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      sent.push(String(message));
      server.send(message);
    });
    server.onMessage((message) => socket.send(change ? change(String(message)) : message));
  });
  const meeting = await Meeting.at(page, `${stage.server.url}/room/${room}${fragment}`);
  return { page, meeting, sent };
}

test('who comes by the same link as the others sees that nobody is in between', async () => {
  const home = await stage.page();
  await home.goto(stage.server.url);
  await home.click('#create-room');
  await home.locator('#join-leave').waitFor();
  const { pathname, hash } = new URL(home.url());
  assert.match(hash, /^#key=[\w-]{22}$/);
  const room = pathname.replace('/room/', '');
  const ann = await open(room, hash);
  await ann.meeting.join('Ann');
  const ben = await open(room, hash);
  await ben.meeting.join('Ben');
  for (const { page, sent } of [ann, ben]) {
    await untilLockIs(page, 'verified');
    assert.ok(!sent.join().includes(hash.slice(5)), 'the server does not get the key');
    assert.deepEqual(await alarmsOf(page), []);
    assert.equal(new URL(page.url()).hash, hash, 'people copy it from the address bar');
  }
  await ann.meeting.untilOthersAre(['Ben']);
});

test('without the key, or with it on one side only, there is a call and no alarm', async () => {
  const ann = await open('half-keyed', `#key=${KEY}`);
  await ann.meeting.join('Ann');
  const ben = await open('half-keyed', '');
  await ben.meeting.join('Ben');
  for (const { page } of [ann, ben]) {
    await untilLockIs(page, 'unverified');
    assert.deepEqual(await alarmsOf(page), []);
  }
  const cleo = await open('half-keyed', `#key=${KEY}`);
  await cleo.meeting.join('Cleo');
  await untilLockIs(ann.page, 'some');
  await untilLockIs(ben.page, 'unverified');
});

test('a fingerprint that the server has changed is an alarm, and no media flows', async () => {
  const ann = await open('swapped', `#key=${KEY}`);
  await ann.meeting.join('Ann');
  const ben = await open('swapped', `#key=${KEY}`, (message) =>
    message.replace(/a=fingerprint:sha-256 ../g, 'a=fingerprint:sha-256 00'));
  await ben.meeting.join('Ben');
  await untilLockIs(ben.page, 'forged');
  assert.match((await alarmsOf(ben.page)).join(), /No safe connection to .*Ann/);
  // Not a single connection of this page is left. Ann has Ben's own fingerprint, so nobody else can be at the other end.
  const media = await ben.page.locator('[data-participant] video').evaluateAll((videos) =>
    videos.filter((video) => /** @type {HTMLVideoElement} */ (video).srcObject !== null).length);
  assert.equal(media, 0);
  assert.equal(await lockOf(ann.page), 'verified');
});

test('a seal that the server takes off leaves the connection unverified', async () => {
  const ann = await open('unsealed', `#key=${KEY}`);
  await ann.meeting.join('Ann');
  const ben = await open('unsealed', `#key=${KEY}`, (message) => message.replace(/"seal":"[^"]*",/, ''));
  await ben.meeting.join('Ben');
  await untilLockIs(ben.page, 'unverified');
});

test('both sides see the same code, and each pair another', async () => {
  const people = [];
  for (const name of ['Ann', 'Ben', 'Cleo']) {
    const person = await open('codes', '');
    await person.meeting.join(name);
    people.push({ name, ...person });
  }
  /** @type {Map<string, string>} */
  const codes = new Map();
  for (const { name, page } of people) {
    await until(`${name} has the codes of all`, async () => {
      await page.click('#security-button');
      const lines = await page.locator('.security-person').evaluateAll((all) => all.map((line) =>
        [line.querySelector('.security-name')?.textContent ?? '', line.querySelector('.security-code')?.textContent ?? '']));
      await page.keyboard.press('Escape');
      for (const [other, code] of lines) if (code) codes.set(`${name} ${other}`, code);
      return lines;
    }, (lines) => lines.length === 2 && lines.every(([, code]) => code));
  }
  assert.equal(codes.size, 6);
  for (const [pair, code] of codes) {
    assert.match(code, /^[a-z]+ [a-z]+ [a-z]+ [a-z]+$/);
    assert.equal(codes.get(pair.split(' ').reverse().join(' ')), code, pair);
  }
  assert.equal(new Set(codes.values()).size, 3);
});

test('the menu of somebody in the list has the code too', async () => {
  const ann = await open('code-menu', '');
  await ann.meeting.join('Ann');
  const ben = await open('code-menu', '');
  await ben.meeting.join('Ben');
  await ben.meeting.untilOthersAre(['Ann']);
  await ben.page.click('#people');
  await ben.page.getByRole('button', { name: 'Options for Ann' }).click();
  await ben.page.getByRole('menuitem', { name: 'Compare security code' }).click();
  await ben.page.locator('.security-code').waitFor();
  assert.equal(await ben.page.locator('.security-person').count(), 1);
});
