// The keyboard in the call: shortcuts on any layout, holding to talk, and a focus that is never lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @typedef {import('playwright-core').Page} Page */

/** Of the keyboard's protocol. */
const ALT = 1;

/** @param {Page} page @param {string} selector @param {string} attribute @param {string} value */
async function untilAttribute(page, selector, attribute, value) {
  await until(`${selector} has ${attribute} ${value}`,
    () => page.locator(selector).getAttribute(attribute), (seen) => seen === value);
}

/**
 * A key of a keyboard of another layout, which Playwright's own has not.
 * @param {Page} page @param {'keyDown' | 'keyUp'} type @param {{ key: string, code: string, modifiers?: number }} key
 */
async function sendKey(page, type, { key, code, modifiers = 0 }) {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchKeyEvent', { type, key, code, modifiers });
  await session.detach();
}

/** @param {Page} page @param {string} key @param {string} code */
async function press(page, key, code) {
  await sendKey(page, 'keyDown', { key, code });
  await sendKey(page, 'keyUp', { key, code });
}

/** What has the focus: its id, or else what it is called. @param {Page} page */
const focusOf = (page) => page.evaluate(() => {
  const { activeElement } = document;
  return activeElement?.id || activeElement?.getAttribute('aria-label') || activeElement?.textContent || activeElement?.tagName;
});

/** @param {Page} page @param {string} expected */
const untilFocusIsOn = (page, expected) => until(`the focus is on ${expected}`, () => focusOf(page), (seen) => seen === expected);

test('keys work on layouts of other scripts by their place, and on Latin ones by what is written on them', async () => {
  const { page } = await stage.inCall('layouts', 'Ann');
  /** @type {[string, string, string, string, string][]} */
  const presses = [
    ['ь', 'KeyM', '#microphone', 'aria-pressed', 'false'], // Russian
    ['ة', 'KeyM', '#microphone', 'aria-pressed', 'true'], // Arabic
    ['μ', 'KeyM', '#microphone', 'aria-pressed', 'false'], // Greek
    ['m', 'Semicolon', '#microphone', 'aria-pressed', 'true'], // AZERTY
    ['v', 'Period', '#camera', 'aria-pressed', 'false'], // Dvorak
    ['м', 'KeyV', '#camera', 'aria-pressed', 'true'], // Russian
    ['з', 'KeyP', '#people', 'aria-pressed', 'true'],
  ];
  for (const [key, code, selector, attribute, value] of presses) {
    await press(page, key, code);
    await untilAttribute(page, selector, attribute, value);
  }
  await press(page, 'б', 'Comma');
  await page.locator('#settings').waitFor();
  await page.keyboard.press('Escape');
  await press(page, '؟', 'Slash');
  await page.locator('#shortcuts').waitFor();
  await page.keyboard.press('Escape');
  // Where AZERTY has its comma, others have the M.
  await press(page, ',', 'KeyM');
  await page.locator('#settings').waitFor();
  await untilAttribute(page, '#microphone', 'aria-pressed', 'true');
});

test('no letter ends the call, and "?" lists none that would', async () => {
  const { page, meeting } = await stage.inCall('letters', 'Ann');
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    // Outside of fields, dialogs and panels, as after a click on the stage.
    await page.evaluate(() => {
      for (const dialog of document.querySelectorAll('dialog')) dialog.close();
      document.getElementById('stage')?.focus();
    });
    await page.keyboard.press(letter);
    assert.equal(await meeting.button(), 'Leave call', letter);
    await page.keyboard.press('Escape');
  }
  assert.equal(await page.getAttribute('#join-leave', 'title'), 'Leave call');
  await page.evaluate(() => document.getElementById('stage')?.focus());
  await page.keyboard.press('Shift+?');
  const list = page.locator('#shortcuts .shortcuts-list');
  await list.waitFor();
  assert.doesNotMatch((await list.textContent()) ?? '', /Leave/);
});

test('a host is asked before the call ends for everyone, and by Enter nothing happens', async () => {
  const { ann, ben } = await stage.twoInCall('asked');
  const { page } = ann;
  await page.focus('#leave-options');
  await page.keyboard.press('Enter');
  await untilFocusIsOn(page, 'leave-alone');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog', { name: 'End the call for everyone?' }).waitFor();
  await untilFocusIsOn(page, 'Cancel');
  await page.keyboard.press('Enter');
  await page.locator('#end-question').waitFor({ state: 'hidden' });
  await untilFocusIsOn(page, 'leave-options');
  assert.equal(await ben.meeting.button(), 'Leave call');
  await page.setViewportSize({ width: 320, height: 640 });
  await page.click('#more');
  await page.click('#end-call');
  await page.getByRole('button', { name: 'End the call', exact: true }).click();
  await ben.meeting.untilTitled('The call is over');
});

test('keys stay switched off after the page is loaded anew', async () => {
  const { page, meeting } = await stage.inCall('off', 'Ann');
  await page.keyboard.press(',');
  await page.getByLabel('Use single keys as shortcuts').uncheck();
  await meeting.reload();
  await meeting.join('Ann');
  await page.keyboard.press('m');
  await page.keyboard.press('p');
  await page.click('#people');
  await page.locator('.person').first().waitFor();
  await untilAttribute(page, '#microphone', 'aria-pressed', 'true');
});

/** What else ends talking than the space bar, as it came down. @type {Record<string, (page: Page) => Promise<unknown>>} */
const ENDS = {
  'the bar comes up with Option held': (page) => sendKey(page, 'keyUp', { key: '\u00A0', code: 'Space', modifiers: ALT }),
  'Command is pressed, which hides what comes up': (page) => sendKey(page, 'keyDown', { key: 'Meta', code: 'MetaLeft' }),
  'another window comes to the front': (page) => page.evaluate(() => dispatchEvent(new Event('blur'))),
  'the tab is hidden': (page) => page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'hidden');
  }),
  'a dialog opens': (page) => page.evaluate(() => document.getElementById('show-settings')?.click()),
  'a menu opens': (page) => page.evaluate(() => document.getElementById('more')?.click()),
  'a field gets the focus': (page) => page.evaluate(() => document.getElementById('chat')?.click()),
};

for (const [what, end] of Object.entries(ENDS)) {
  test(`nobody is heard any longer when ${what}`, async () => {
    const { page } = await stage.inCall('talk', 'Ann');
    await page.click('#microphone');
    await untilAttribute(page, '#microphone', 'aria-pressed', 'false');
    await page.keyboard.down(' ');
    await untilAttribute(page, '#microphone', 'aria-pressed', 'true');
    await end(page);
    await untilAttribute(page, '#microphone', 'aria-pressed', 'false');
  });
}

test('a space bar that is still held neither types into a field nor presses a button', async () => {
  const { page } = await stage.inCall('held', 'Ann');
  await page.click('#microphone');
  await page.keyboard.down(' ');
  await untilAttribute(page, '#microphone', 'aria-pressed', 'true');
  await page.keyboard.press('c');
  await untilFocusIsOn(page, 'chat-field');
  await page.keyboard.down(' ');
  await page.keyboard.down(' ');
  await page.keyboard.up(' ');
  assert.equal(await page.inputValue('#chat-field'), '');
  await page.keyboard.press(' ');
  assert.equal(await page.inputValue('#chat-field'), ' ');
});

test('a dialog or menu stays open when a selection that began in it ends beside it, and a press beside it closes it', async () => {
  const { page } = await stage.inCall('beside', 'Ann');
  for (const [button, id, words] of [['#show-settings', '#settings', '#settings-title'], ['#more', '#more-menu', '#more-menu-title'],
    ['#show-qr', '#share', '.share-address']]) {
    await page.click(button);
    const box = await page.locator(`${id} ${words}`).boundingBox();
    assert.ok(box, id);
    await page.mouse.move(box.x + 4, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(4, 400, { steps: 4 });
    await page.mouse.up();
    assert.ok(await page.locator(id).isVisible(), `${id} after a selection`);
    // Nor the other way round.
    await page.mouse.down();
    await page.mouse.move(box.x + 4, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    assert.ok(await page.locator(id).isVisible(), `${id} after a selection to its inside`);
    await page.mouse.click(4, 400);
    await page.locator(id).waitFor({ state: 'hidden' });
  }
});

test('who has put a message away, or done what it offers, is back where they were', async () => {
  const { ann: { page, meeting } } = await stage.twoInCall('messages');
  await page.keyboard.press('k');
  await page.getByRole('switch', { name: 'Waiting room' }).check();
  await page.keyboard.press('Escape');
  const cleo = await stage.tab('messages');
  await page.focus('#camera');
  await cleo.meeting.startJoining('Cleo');
  await meeting.untilNotice(/Cleo would like/);
  await page.locator('#notice').getByRole('button', { name: 'Let in' }).focus();
  const dan = await stage.tab('messages');
  await dan.meeting.startJoining('Dan');
  await meeting.untilNotice(/2 people would like/);
  // "Let in" has become another button; the focus is on what stands in its place.
  await untilFocusIsOn(page, 'Show');
  await page.locator('#notice').getByRole('button', { name: 'Let everyone in' }).focus();
  await page.keyboard.press('Enter');
  await until('nothing is asked any more', () => meeting.notice(), (notice) => notice === '');
  await untilFocusIsOn(page, 'camera');
});

test('the focus goes on to a neighbour when the line, the tile or the invitation that had it goes', async () => {
  const { page, meeting } = await stage.tab('neighbours', { options: { permissions: ['clipboard-write'] } });
  await meeting.join('Ann');
  await page.locator('#invite button').first().focus();
  const ben = await stage.inCall('neighbours', 'Ben');
  await untilFocusIsOn(page, 'stage');
  const cleo = await stage.inCall('neighbours', 'Cleo');
  await meeting.untilOthersAre(['Ben', 'Cleo']);
  await page.getByRole('button', { name: 'Pin Cleo' }).focus();
  await cleo.meeting.leave();
  await meeting.untilOthersAre(['Ben']);
  await until('the focus is on another tile', () => focusOf(page), (seen) => /(Pin|Connection to) /.test(seen ?? ''));
  await cleo.meeting.pressJoin();
  await meeting.untilOthersAre(['Ben', 'Cleo']);
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Options for Ben' }).focus();
  // Of a change beside it the button knows nothing.
  await ben.meeting.toggle('microphone');
  await meeting.untilTile('Ben', { microphone: 'off' });
  await untilFocusIsOn(page, 'Options for Ben');
  await ben.meeting.leave();
  await untilFocusIsOn(page, 'Options for Cleo');
  // With the last of them goes the button beside "leave", too.
  await page.focus('#leave-options');
  await cleo.meeting.leave();
  await untilFocusIsOn(page, 'join-leave');
  await page.focus('#more');
  await page.evaluate(() => document.getElementById('join-leave')?.click());
  await untilFocusIsOn(page, 'welcome-title');
});

test('the stage is one stop of the Tab key however many are on it, and the arrow keys go over it', async () => {
  const { ann: { page, meeting } } = await stage.twoInCall('stops');
  /** Between the stage itself and the microphone. */
  const stops = async () => {
    await page.focus('#stage');
    const reached = [];
    for (let press = 0; press < 10; ++press) {
      await page.keyboard.press('Tab');
      const focus = await focusOf(page);
      if (focus === 'microphone') return reached;
      reached.push(focus);
    }
    return reached;
  };
  assert.deepEqual(await stops(), ['Pin Ben']);
  await stage.inCall('stops', 'Cleo');
  await meeting.untilOthersAre(['Ben', 'Cleo']);
  assert.equal((await stops()).length, 1);
  await page.focus('#microphone');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Home');
  const walk = [await focusOf(page)];
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'End']) {
    await page.keyboard.press(key);
    walk.push(await focusOf(page));
  }
  assert.deepEqual(walk, ['Pin Ann (you)', 'Pin Ben', 'Connection to Ben', 'Pin Cleo', 'Connection to Cleo',
    'Connection to Cleo', 'Pin Cleo', 'Connection to Cleo']);
  // Tab comes back to where one was.
  assert.deepEqual(await stops(), ['Connection to Cleo']);
});

test('menus open on their first item and go by arrow keys, letters, Home and End, in every place', async () => {
  const { ann: { page } } = await stage.twoInCall('menus');
  await page.keyboard.press('p');
  const openers = [
    { opener: page.locator('#more'), menu: 'More' },
    { opener: page.locator('#leave-options'), menu: 'Ways to leave' },
    { opener: page.locator('#reactions'), menu: 'Reactions' },
    { opener: page.getByRole('button', { name: 'Options for Ben' }), menu: 'Ben' },
  ];
  for (const { opener, menu } of openers) {
    assert.equal(await opener.getAttribute('aria-haspopup'), 'menu', menu);
    await opener.focus();
    await page.keyboard.press('Enter');
    const items = page.getByRole('menu', { name: menu }).locator('[role^="menuitem"]:visible');
    const names = await items.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''));
    assert.ok(names.length >= 2, menu);
    /** @param {number} index */
    const untilOn = (index) => until(`${menu}: the focus is on ${names.at(index)}`, () => page.evaluate(() =>
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent), (seen) => seen === names.at(index));
    await untilOn(0);
    assert.equal(await opener.getAttribute('aria-expanded'), 'true', menu);
    await page.keyboard.press('ArrowDown');
    await untilOn(1);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    await untilOn(-1);
    await page.keyboard.press('ArrowDown');
    await untilOn(0);
    await page.keyboard.press('End');
    await untilOn(-1);
    const letter = names[0].trim()[0].toLowerCase();
    await page.keyboard.press(letter);
    await untilOn(names.findIndex((name) => name.trim().toLowerCase().startsWith(letter)));
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('menu').count(), 0, menu);
    assert.equal(await opener.getAttribute('aria-expanded'), 'false', menu);
    assert.ok(await opener.evaluate((one) => one === document.activeElement), menu);
    // Tab goes on from the button, as if the menu had not been.
    await page.keyboard.press('Enter');
    await page.getByRole('menu', { name: menu }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.getByRole('menu').count(), 0, menu);
    assert.notEqual(await focusOf(page), 'BODY');
    assert.ok(!(await opener.evaluate((one) => one === document.activeElement)), menu);
  }
});
