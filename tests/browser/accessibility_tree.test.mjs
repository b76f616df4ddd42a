// What a screen reader is given: names, roles and live regions, as the browser's accessibility tree has them, and
// that nothing is read out that has not changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @typedef {import('playwright-core').Page} Page */

/** The names of the videos, as the browser tells them to screen readers. @param {Page} page */
async function namesOfVideos(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.filter(({ ignored, role }) => !ignored && role?.value === 'Video').map(({ name }) => name?.value ?? '').sort();
}

/** Runs in the page: gives it a screen to share, which needs no answer of a person. */
function drawScreen() {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    setInterval(() => context?.fillRect(0, 0, Math.random() * 300, 150), 50);
    return canvas.captureStream(20);
  };
}

test('every video says whose it is, or whose screen', async () => {
  const ann = await stage.tab('videos', { script: drawScreen });
  await until('the preview has a name', () => namesOfVideos(ann.page), (names) => names.join() === 'Me');
  await ann.meeting.join('Ann');
  const ben = await stage.inCall('videos', 'Ben');
  await ann.page.keyboard.press('s');
  await ben.page.locator('.tile.is-screen.has-video').waitFor();
  await ben.meeting.waitForFrames(1);
  await until('Ben is told whose videos there are', () => namesOfVideos(ben.page),
    (names) => names.join() === "Ann,Ann's screen,Ben (you)");
});

test('a knock is an alert of its words alone, and neither it nor the status is said again with another change', async () => {
  const { ann: { page, meeting } } = await stage.twoInCall('knock');
  await page.keyboard.press('k');
  await page.getByRole('switch', { name: 'Waiting room' }).check();
  await page.keyboard.press('Escape');
  const cleo = await stage.tab('knock');
  await cleo.meeting.startJoining('Cleo');
  await meeting.untilNotice(/Cleo would like/);
  assert.equal(await page.locator('#notice').ariaSnapshot(), [
    '- alert: Cleo would like to come in.',
    '- button "Let in"',
    '- button "Turn away"',
    '- button "Dismiss this message"',
  ].join('\n'));
  await page.evaluate(() => {
    /** @type {string[]} */
    const changes = [];
    Object.assign(globalThis, { changes });
    for (const id of ['status', 'notice']) {
      new MutationObserver((records) => changes.push(...records.map(({ target }) => `${id}: ${target.textContent}`)))
        .observe(document.getElementById(id) ?? document.body, { childList: true, characterData: true, subtree: true });
    }
  });
  const changes = () => page.evaluate(() => /** @type {string[]} */ (Reflect.get(globalThis, 'changes')));
  // A change of the room, which concerns neither.
  await page.keyboard.press('k');
  await page.getByRole('switch', { name: 'Lock the room' }).check();
  await meeting.untilAnnounced(/The room is locked/);
  await page.keyboard.press('Escape');
  assert.deepEqual(await changes(), []);
  // One that does is said.
  await page.locator('#notice').getByRole('button', { name: 'Let in' }).click();
  await cleo.meeting.untilJoined();
  await until('the status is said', changes, (seen) => seen.includes('status: 3 participants online.'));
});

test('menus are menus, in the bar and in the list of people, and what is switched in them is checked', async () => {
  const { ann: { page } } = await stage.twoInCall('roles');
  await page.setViewportSize({ width: 320, height: 640 });
  await page.locator('#more-menu #people').waitFor({ state: 'attached' });
  await page.click('#more');
  const more = (await page.locator('#more-menu').ariaSnapshot()).replaceAll(' ,', ',').split('\n');
  assert.deepEqual(more.slice(0, 7), [
    '- heading "More" [level=2]',
    '- button "Close"',
    '- menu "More":',
    '  - menuitemcheckbox "Share screen, You are not sharing your screen"',
    '  - menuitemcheckbox "Raise hand, Your hand is down"',
    '  - menuitem "Reactions"',
    '  - menuitemcheckbox "People, 2 people"',
  ]);
  await page.locator('#more-menu').getByRole('menuitemcheckbox', { name: 'Raise hand' }).click();
  await page.click('#more');
  await page.getByRole('menuitemcheckbox', { name: /^Raise hand ?, Your hand is raised/, checked: true }).waitFor();
  await page.keyboard.press('Escape');
  // In the bar they are buttons again.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: /^Raise hand ?, Your hand is raised/, pressed: true }).waitFor();
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Options for Ben' }).click();
  assert.equal(await page.locator('#person-menu').ariaSnapshot(), [
    '- heading "Ben" [level=2]',
    '- button "Close"',
    '- menu "Ben":',
    '  - menuitem "Switch the microphone off"',
    '  - menuitem "Switch the camera off"',
    '  - menuitem "Volume"',
    '  - menuitem "Compare security code"',
    '  - menuitem "Remove from the call"',
  ].join('\n'));
  await page.getByRole('menuitem', { name: 'Remove from the call' }).click();
  assert.equal(await page.getByRole('alertdialog').ariaSnapshot(), [
    '- alertdialog "Remove Ben from the call?":',
    '  - banner:',
    '    - heading "Remove Ben from the call?" [level=2]',
    '    - button "Close"',
    '  - paragraph: Anyone with the link can come back unless the room is locked.',
    '  - button "Remove and lock the room"',
    '  - button "Remove"',
    '  - button "Cancel"',
  ].join('\n'));
  await page.locator('button:focus', { hasText: 'Cancel' }).waitFor();
});

test('a dialog opens on what it is about, and not on the button that closes it', async () => {
  const { page } = await stage.inCall('dialogs', 'Ann');
  for (const [key, id] of [[',', 'settings'], ['k', 'room-settings'], ['Shift+?', 'shortcuts'], ['i', 'share']]) {
    await page.keyboard.press(key);
    await until(`the focus is in ${id}`, () => page.evaluate((id) =>
      document.activeElement?.closest(`#${id} .dialog-body`) !== null, id));
    await page.keyboard.press('Escape');
  }
});

test('whoever has started the connection check by keyboard can start it again', async () => {
  const page = await stage.page();
  await page.goto(`${stage.server.url}/check.html`);
  await page.focus('#start-check');
  await page.keyboard.press('Enter');
  await page.locator('#verdict').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'start-check');
});
