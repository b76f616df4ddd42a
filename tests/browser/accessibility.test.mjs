// WCAG 2.2 AA as far as a program can tell: axe finds nothing on any of the page's faces, in light and
// dark; and all of it can be done by keyboard.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

test('axe finds nothing in the home page', async () => {
  const page = await stage.page();
  await page.goto(stage.server.url);
  await page.locator('#create-room').waitFor();
  await expectNothingFound(page, 'home page');
  await page.fill('#room-name', '..');
  await page.click('#create-room');
  await expectNothingFound(page, 'home page with an error');
});

test('axe finds nothing in the connection check, which says that all is well', async () => {
  const page = await stage.page();
  await page.goto(`${stage.server.url}/check.html`);
  await page.click('#start-check');
  await page.locator('#verdict[data-verdict="good"]').waitFor();
  await expectNothingFound(page, 'connection check');
});

test('axe finds nothing before the call', async () => {
  const { page } = await stage.tab('before');
  await expectNothingFound(page, 'before the call');
  await page.click('#devices summary');
  await page.click('#join-leave');
  await expectNothingFound(page, 'with devices and an error');
  await page.click('#show-qr');
  await expectNothingFound(page, 'share');
});

for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 640 }]) {
  test(`axe finds nothing in the call, its panels and its dialogs, ${viewport.width} wide`, async () => {
    const room = `axe ${viewport.width}`;
    const { page, meeting } = await stage.tab(room, { options: { viewport } });
    await meeting.join('Ann');
    await expectNothingFound(page, 'alone');
    const ben = await stage.tab(room);
    await ben.meeting.join('Ben');
    await meeting.untilOthersAre(['Ben']);
    await ben.meeting.toggle('camera');
    await ben.meeting.toggle('microphone');
    await meeting.untilTile('Ben', { camera: 'off', microphone: 'off' });
    await meeting.toggle('microphone');
    await expectNothingFound(page, 'two');
    for (const [key, shown] of [['p', '#side'], ['q', '#side'], [',', '#settings'], ['Shift+?', '#shortcuts'], ['i', '#share']]) {
      await page.keyboard.press(key);
      await page.locator(shown).waitFor();
      await expectNothingFound(page, shown);
      await page.keyboard.press('Escape');
      await page.locator(shown).waitFor({ state: 'hidden' });
    }
    await page.click('#more');
    await expectNothingFound(page, 'more');
  });
}

test('from the home page into a call and out of it by keyboard alone', async () => {
  const page = await stage.page();
  await page.goto(stage.server.url);
  await until('the field has the focus', () => page.evaluate(() => document.activeElement?.id),
    (id) => id === 'room-name');
  await page.keyboard.type('keyboard');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/room/keyboard');
  await until('the name has the focus', () => page.evaluate(() => document.activeElement?.id),
    (id) => id === 'name');
  await page.keyboard.type('Ann');
  await page.keyboard.press('Enter');
  await page.locator('body[data-phase="in-call"]').waitFor();
  /** What Tab comes to, each with whether its focus is seen. @type {Map<string, boolean>} */
  const reached = new Map();
  for (let press = 0; press < 30; ++press) {
    await page.keyboard.press('Tab');
    const { id, isSeen } = await page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element ?? document.body);
      return { id: element?.id ?? '', isSeen: outlineStyle !== 'none' && outlineWidth !== '0px' };
    });
    if (id) reached.set(id, isSeen);
  }
  for (const id of ['copy-link', 'show-qr', 'microphone', 'camera', 'people', 'show-settings', 'more', 'join-leave']) {
    assert.equal(reached.get(id), true, id);
  }
  await page.focus('#more');
  await page.keyboard.press('Enter');
  await page.locator('#more-menu').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'more');
  await page.focus('#join-leave');
  await page.keyboard.press('Enter');
  await page.locator('body[data-phase="ready"]').waitFor();
});

test('nothing moves for whoever wants no motion, and nothing needs to be scrolled sideways', async () => {
  const { page, meeting } = await stage.tab('sizes');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await meeting.join('Ann');
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  for (const [width, height] of [[320, 480], [390, 844], [844, 390], [1920, 1080], [3840, 2160]]) {
    await page.setViewportSize({ width, height });
    // The bar hears of the new width with the next frame.
    await until(`the page is ${width} wide`, () => page.evaluate(() => document.documentElement.scrollWidth),
      (seen) => seen === width);
    await until(`no button is outside of ${width}x${height}`, () => page.evaluate(() =>
      Array.from(document.querySelectorAll('#controls > button'))
        .filter((button) => button.getClientRects().length > 0)
        .map((button) => button.getBoundingClientRect())
        .filter(({ left, right, top, bottom }) =>
          left < 0 || top < 0 || right > innerWidth || bottom > innerHeight).length), (outside) => outside === 0);
  }
});
