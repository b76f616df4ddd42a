// What is noticed of a call by somebody who looks at something else: the title's count, the app's badge, sounds, and
// notifications of the system.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { say } from './support/chat.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @typedef {import('playwright-core').Page} Page */

/**
 * Runs in the page: keeps what reaches the system, and lets a test look away. Nobody is asked anything in a browser
 * without a window.
 */
function keepWhatIsNoticed() {
  /** @type {{ badge: number, notes: number[], notifications: string[], asked: number, answer: string, isAway: boolean }} */
  const noticed = { badge: 0, notes: [], notifications: [], asked: 0, answer: 'granted', isAway: false };
  Object.assign(globalThis, { noticed });
  Object.defineProperty(Document.prototype, 'hidden', { get: () => noticed.isAway });
  Document.prototype.hasFocus = () => !noticed.isAway;
  navigator.setAppBadge = async (count = 0) => {
    noticed.badge = count;
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function begin(/** @type {number} */ when = 0) {
    noticed.notes.push(Math.round(this.frequency.value));
    start.call(this, when);
  };
  class Shown {
    static permission = 'default';
    static async requestPermission() {
      noticed.asked += 1;
      Shown.permission = noticed.answer;
      return noticed.answer;
    }

    /** @param {string} title @param {NotificationOptions} options */
    constructor(title, { body }) {
      noticed.notifications.push([title, body].filter(Boolean).join(': '));
      Object.assign(globalThis, { lastNotification: this });
    }

    close() {}
  }
  Object.assign(globalThis, { Notification: Shown });
}

/** @param {Page} page @returns {Promise<{ badge: number, notes: number[], notifications: string[], asked: number }>} */
const noticedOn = (page) => page.evaluate(() => Reflect.get(globalThis, 'noticed'));

/** @param {Page} page @param {boolean} isAway */
const look = (page, isAway) => page.evaluate((away) => {
  Reflect.get(globalThis, 'noticed').isAway = away;
  document.dispatchEvent(new Event('visibilitychange'));
}, isAway);

/** @param {Page} page @param {string} title */
const untilTitled = (page, title) => until(`the tab is called ${title}`, () => page.title(), (seen) => seen === title);

/** @param {Page} page @param {string} label @param {boolean} on */
async function set(page, label, on) {
  await page.keyboard.press(',');
  await page.getByRole('switch', { name: label }).setChecked(on);
  await page.keyboard.press('Escape');
}

/** Ann, whose page keeps it, and Ben, whose chat is open. @param {string} room */
async function annAndBen(room) {
  const ann = await stage.tab(room, { script: keepWhatIsNoticed });
  await ann.meeting.join('Ann');
  const ben = await stage.inCall(room, 'Ben');
  await ann.meeting.untilOthersAre(['Ben']);
  await ben.page.keyboard.press('c');
  return { ann, ben };
}

test('the title and the app tell how many messages and knocks wait, until they have been seen', async () => {
  const { ann, ben } = await annAndBen('count');
  await untilTitled(ann.page, 'count – Parley');
  await say(ben.page, 'one', 'two');
  await untilTitled(ann.page, '(2) count – Parley');
  assert.equal((await noticedOn(ann.page)).badge, 2);
  await ann.page.keyboard.press('c');
  await untilTitled(ann.page, 'count – Parley');
  assert.equal((await noticedOn(ann.page)).badge, 0);
  // An open chat that nobody looks at has not been read.
  await look(ann.page, true);
  await say(ben.page, 'three');
  await untilTitled(ann.page, '(1) count – Parley');
  await look(ann.page, false);
  await untilTitled(ann.page, 'count – Parley');

  await ann.page.keyboard.press('Escape');
  await ann.page.keyboard.press('k');
  await ann.page.getByRole('switch', { name: 'Waiting room' }).click();
  await ann.page.keyboard.press('Escape');
  const cleo = await stage.tab('count');
  await cleo.meeting.startJoining('Cleo');
  await untilTitled(ann.page, '(1) count – Parley');
  await ann.page.getByRole('button', { name: 'Turn away', exact: true }).click();
  await untilTitled(ann.page, 'count – Parley');
});

test('coming, writing and going are heard, each unless it is switched off', async () => {
  const { ann, ben } = await annAndBen('sounds');
  await until('somebody was heard coming', () => noticedOn(ann.page), ({ notes }) => `${notes}` === '587,880');
  await set(ann.page, 'Sound for new messages', false);
  await say(ben.page, 'unheard');
  await ann.meeting.untilAnnounced(/Ben: unheard/);
  await set(ann.page, 'Sound for new messages', true);
  await say(ben.page, 'heard');
  await until('a message was heard', () => noticedOn(ann.page), ({ notes }) => `${notes}` === '587,880,1047');
  await set(ann.page, 'Sound when someone leaves', false);
  await ben.meeting.leave();
  await ann.meeting.untilAnnounced(/Ben has left/);
  await set(ann.page, 'Sound when someone leaves', true);
  await ben.meeting.join('Ben');
  await ann.meeting.untilAnnounced(/Ben has joined/);
  await ben.meeting.leave();
  await until('somebody was heard going', () => noticedOn(ann.page), ({ notes }) => `${notes.slice(-2)}` === '880,587');
  const { notes } = await noticedOn(ann.page);
  assert.equal(notes.filter((note) => note === 1047).length, 1);
});

test('what is read as it comes makes no sound', async () => {
  const { ann, ben } = await annAndBen('read');
  await ann.page.keyboard.press('c');
  await say(ben.page, 'seen at once');
  await ann.meeting.untilAnnounced(/Ben: seen at once/);
  assert.ok(!(await noticedOn(ann.page)).notes.includes(1047));
  await untilTitled(ann.page, 'read – Parley');
});

test('the system notifies whoever has switched that on and looks at something else', async () => {
  const { ann, ben } = await annAndBen('notify');
  await look(ann.page, true);
  await say(ben.page, 'not yet');
  await ann.meeting.untilAnnounced(/Ben: not yet/);
  await look(ann.page, false);
  assert.equal((await noticedOn(ann.page)).asked, 0, 'nobody is asked before it is wanted');
  await ann.page.keyboard.press(',');
  await expectNothingFound(ann.page, 'sounds and notifications');
  await ann.page.keyboard.press('Escape');
  await set(ann.page, 'Notifications from the system', true);
  await until('it says that they are on', () => noticedOn(ann.page), ({ notifications }) =>
    `${notifications}` === 'Notifications are on');
  await say(ben.page, 'she looks');
  await ann.meeting.untilAnnounced(/Ben: she looks/);
  await look(ann.page, true);
  await say(ben.page, 'she does not');
  await until('the system was told', () => noticedOn(ann.page), ({ notifications }) =>
    `${notifications}` === 'Notifications are on,notify: Ben: she does not');
  await ann.page.evaluate(() => Reflect.get(globalThis, 'lastNotification').onclick());
  await ann.page.locator('.chat').waitFor();
});

test('a browser that blocks notifications is said to, and the switch stays off', async () => {
  const { page, meeting } = await stage.tab('blocked', { script: keepWhatIsNoticed });
  await meeting.join('Ann');
  await page.evaluate(() => Object.assign(Reflect.get(globalThis, 'noticed'), { answer: 'denied' }));
  await page.keyboard.press(',');
  const box = page.getByRole('switch', { name: 'Notifications from the system' });
  await box.click();
  await page.getByText('The browser blocks notifications from this page').waitFor();
  assert.equal(await box.isChecked(), false);
});
