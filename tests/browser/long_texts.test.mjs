// Names and passwords that are too long: nothing is cut off, the page says so next to the field, and what it accepts
// the server accepts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Server } from './support/server.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @typedef {import('playwright-core').Page} Page */

/** Replaces what is in a field, as pasting does. @param {Page} page @param {string} selector @param {string} text */
async function paste(page, selector, text) {
  await page.focus(selector);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/**
 * The field still contains all of the text, and what it is described by says what is wrong; '' for nothing.
 * @param {Page} page @param {string} selector @param {string} text @param {RegExp} problem
 */
async function expectProblem(page, selector, text, problem) {
  const seen = await page.locator(selector).evaluate((field) => ({
    value: /** @type {HTMLInputElement} */ (field).value,
    isInvalid: field.getAttribute('aria-invalid') === 'true',
    about: (field.getAttribute('aria-describedby') ?? '').split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '').join(' '),
  }));
  assert.equal(seen.value, text);
  assert.match(seen.about, problem);
  assert.equal(seen.isInvalid, true);
}

/**
 * Nothing lies over it: the bar with the button to join does, over what is at the bottom of the window.
 * @param {Page} page @param {string} selector
 */
async function untilSeen(page, selector) {
  await until(`nothing covers ${selector}`, () => page.locator(selector).evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === element;
  }));
}

test("a room's name on the home page", async () => {
  const page = await stage.page();
  await page.goto(stage.server.url);
  await page.locator('#create-room').waitFor();
  await paste(page, '#room-name', 'ü'.repeat(70));
  await expectProblem(page, '#room-name', 'ü'.repeat(70), /6 characters too long/);
  await expectNothingFound(page, 'home');
  await page.press('#room-name', 'Enter');
  assert.equal(new URL(page.url()).pathname, '/');
  await page.press('#room-name', 'Backspace');
  await expectProblem(page, '#room-name', 'ü'.repeat(69), /5 characters too long/);
  await paste(page, '#room-name', 'ü'.repeat(64));
  assert.equal(await page.textContent('#room-name-error'), '');
  await page.press('#room-name', 'Enter');
  await page.locator('#join-leave').waitFor();
  await page.fill('#name', 'Ann');
  await page.click('#join-leave');
  await page.locator('body[data-phase="in-call"]').waitFor();
});

test("a person's name", async () => {
  const { page, meeting } = await stage.tab('long-names');
  const tooLong = `Ann ${'ü'.repeat(130)}`;
  await paste(page, '#name', tooLong);
  await expectProblem(page, '#name', tooLong, /4 characters too long/);
  await expectNothingFound(page, 'before');
  await page.press('#name', 'Enter');
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'ready');
  const longest = `Ann ${'ü'.repeat(126)}`;
  await paste(page, '#name', longest);
  assert.equal(await page.textContent('#name-error'), '');
  await meeting.pressJoin();
  await page.locator('body[data-phase="in-call"]').waitFor();
  const ben = await stage.inCall('long-names', 'Ben');
  await ben.meeting.untilOthersAre([longest]);
});

test("a room's password, as the host sets it and as others enter it", async () => {
  const ann = await stage.inCall('long-passwords', 'Ann');
  const tooLong = 'ü'.repeat(70);
  const longest = 'ü'.repeat(64);
  await ann.page.keyboard.press('k');
  await paste(ann.page, '#room-password', tooLong);
  await expectProblem(ann.page, '#room-password', tooLong, /6 characters too long.*has no password/);
  await ann.page.press('#room-password', 'Enter');
  await expectNothingFound(ann.page, 'settings of the room');
  await paste(ann.page, '#room-password', longest);
  await ann.page.press('#room-password', 'Enter');
  await ann.meeting.untilAnnounced(/The room now has a password/);
  assert.equal(await ann.page.textContent('#room-password-error'), '');

  const { page, meeting } = await stage.tab('long-passwords');
  await page.locator('#password').waitFor({ state: 'visible' });
  await page.setViewportSize({ width: 390, height: 700 });
  await paste(page, '#name', 'Ben');
  await paste(page, '#password', tooLong);
  await expectProblem(page, '#password', tooLong, /6 characters too long/);
  await untilSeen(page, '#password-error');
  // What comes late, like the picture of the camera, moves all that is below.
  await page.locator('#welcome').evaluate((welcome) => welcome.before(Object.assign(document.createElement('div'), {
    style: 'block-size: 20rem; flex: none',
  })));
  await untilSeen(page, '#password-error');
  await meeting.pressJoin();
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'ready');
  await expectProblem(page, '#password', tooLong, /6 characters too long/);
  await paste(page, '#password', longest);
  await meeting.pressJoin();
  await page.locator('body[data-phase="in-call"]').waitFor();
});

test('a screen reader is not told the figure with every letter', async () => {
  const { page } = await stage.tab('figures');
  await paste(page, '#name', 'a'.repeat(260));
  assert.equal(await page.getAttribute('#name-error', 'aria-live'), 'polite');
  await page.press('#name', 'Backspace');
  await expectProblem(page, '#name', 'a'.repeat(259), /3 characters too long/);
  assert.equal(await page.getAttribute('#name-error', 'aria-live'), 'off');
  await paste(page, '#name', 'Ann');
  assert.equal(await page.getAttribute('#name-error', 'aria-live'), 'polite');
});

test('a name that is too long for this server alone is told to be, too', async () => {
  const server = await Server.start({ args: ['--max-identity-bytes', '16'] });
  try {
    const meeting = await Meeting.at(await stage.page(), `${server.url}/room/short-names`);
    await meeting.startJoining('Ann Bell of the Hill');
    await meeting.untilNotice(/This name is too long/);
  } finally {
    await server.stop();
  }
});
