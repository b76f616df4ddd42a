// The page with more people than it has room for: pages of the grid, the strip beside a large tile, and who comes
// to the front. The others are light clients (support/crowd.mjs).

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Crowd, namesOf } from './support/crowd.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

// Her own camera and microphone would cost 24 connections' worth of sending.
const stage = new Stage({ devices: 'none' });

/** @typedef {import('playwright-core').Page} Page */

const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1280, height: 800 };

/** Runs in the page: the names on the tiles that one sees, in their order. */
function namesSeen() {
  const scene = document.getElementById('tiles-scene')?.getBoundingClientRect() ?? new DOMRect();
  return Array.from(document.querySelectorAll('#tiles .tile:not(.is-focused)'), (tile) => {
    const { left, right, top, bottom } = tile.getBoundingClientRect();
    const isSeen = left >= scene.left - 1 && right <= scene.right + 1 && top >= scene.top - 1 && bottom <= scene.bottom + 1;
    return isSeen ? { place: top * 10_000 + left, name: tile.querySelector('.tile-name')?.textContent ?? '' } : [];
  }).flat().sort((one, other) => one.place - other.place).map(({ name }) => name);
}

/** @param {Page} page @param {string[]} names */
const untilSeen = (page, names) => until(`one sees ${names.join()}`, () => page.evaluate(namesSeen),
  (seen) => seen.join() === names.join());

/** @param {Page} page @param {string} words */
const untilWhere = (page, words) => until(`the pager says ${words}`, () => page.locator('.pager-where').textContent(),
  (text) => text === words);

/** @param {Page} page */
const focusOf = (page) => page.evaluate(() => {
  const { activeElement } = document;
  return activeElement?.getAttribute('aria-label') ?? activeElement?.id;
});

/**
 * Ann and a number of others, who all have a camera, in a window of that size.
 * @param {string} room @param {number} others @param {{ width: number, height: number }} viewport
 * @param {{ voices?: number[], language?: string, cameras?: boolean }} [how] `voices` are those who can speak, by their number
 */
async function crowded(room, others, viewport, { voices = [], language = 'en', cameras = true } = {}) {
  const names = namesOf(others);
  const page = await stage.page({ viewport });
  await page.goto(`${stage.server.url}/room/${room}?lang=${language}`);
  await page.fill('#name', 'Ann');
  await page.click('#join-leave');
  await page.locator('body[data-phase="in-call"]').waitFor();
  // After her: the offers to fifty at once are more than a client keeps, should the server take long to answer them.
  const people = names.map((name, index) => ({ name, camera: cameras, voice: voices.includes(index) }));
  const crowd = await Crowd.enter(stage, room, people);
  await crowd.untilConnected();
  await until('all have a tile', () => page.locator('#tiles .tile').count(), (count) => count === others + 1);
  return { page, crowd, names };
}

test('the grid has pages, for fingers, keys and screen readers, and nobody of another page is asked for a picture', async () => {
  const { page, crowd, names } = await crowded('pages', 24, PHONE);
  const first = ['Ann (you)', ...names.slice(0, 7)];
  await untilSeen(page, first);
  await untilWhere(page, '1 / 4');
  /** @param {string[]} shown */
  const untilAsked = (shown) => until(`only ${shown.join()} are asked for pictures`, () => crowd.asked(),
    (asked) => names.every((name) => shown.includes(name) === (asked[name] !== 0)));
  await untilAsked(names.slice(0, 7));
  const heights = await crowd.asked();
  assert.ok(names.slice(0, 7).every((name) => Number(heights[name]) < 200), JSON.stringify(heights));
  await expectNothingFound(page, 'pages of a grid');

  await page.getByRole('button', { name: 'Next page' }).click();
  await untilSeen(page, names.slice(7, 15));
  await untilWhere(page, '2 / 4');
  await untilAsked(names.slice(7, 15));
  await page.locator('.pager-where[aria-label="2 / 4. 17 more people: show everyone"]').waitFor();

  await page.getByRole('button', { name: 'Next page' }).focus();
  await page.keyboard.press('ArrowRight');
  await untilWhere(page, '3 / 4');
  await page.keyboard.press('End');
  await untilSeen(page, names.slice(23));
  // The last page leads nowhere, and the focus stays.
  await page.keyboard.press('Enter');
  assert.equal(await focusOf(page), 'Next page');
  await page.keyboard.press('Home');
  await untilSeen(page, first);
  await page.focus('#stage');
  await page.keyboard.press('PageDown');
  await untilWhere(page, '2 / 4');
  // By the arrow keys from tile to tile one comes to the next page, too.
  await page.getByRole('button', { name: `Pin ${names[14]}` }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await untilWhere(page, '3 / 4');
  assert.equal(await focusOf(page), `Pin ${names[15]}`);
  // A wheel turns one page.
  await page.mouse.move(200, 300);
  await page.mouse.wheel(0, -120);
  await untilWhere(page, '2 / 4');
});

test('who turns pages is told which one it is', async () => {
  const { page } = await crowded('told', 10, PHONE);
  await page.evaluate(() => {
    /** @type {string[]} */
    const said = [];
    Object.assign(globalThis, { said });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) said.push(...Array.from(addedNodes, ({ textContent }) => textContent ?? ''));
    }).observe(document.getElementById('announcements') ?? document.body, { childList: true });
  });
  await page.getByRole('button', { name: 'Next page' }).click();
  await until('it is said', () => page.evaluate(() => /** @type {string[]} */ (Reflect.get(globalThis, 'said'))),
    (said) => said.includes('Page 2 of 2.'));
});

test('who speaks or raises a hand comes to the first page, and nobody else moves, least of all from under the pointer', async () => {
  const { page, crowd, names } = await crowded('speaking', 24, PHONE, { voices: [20, 21] });
  const first = ['Ann (you)', ...names.slice(0, 7)];
  await untilSeen(page, first);
  // Of those who have never spoken the last one goes, but for the pointer.
  await page.locator('.tile', { hasText: names[6] }).hover();
  await crowd.speak(names[20]);
  const withSpeaker = [...first.slice(0, 6), names[20], names[6]];
  await untilSeen(page, withSpeaker);
  await page.mouse.move(0, 0);
  await crowd.speak(names[20], false);
  await crowd.raiseHand(names[15]);
  const withHand = [...first.slice(0, 6), names[20], names[15]];
  await untilSeen(page, withHand);
  // Who is seen on another page stays there until one goes back.
  for (const where of ['2 / 4', '3 / 4']) {
    await page.getByRole('button', { name: 'Next page' }).click();
    await untilWhere(page, where);
  }
  const third = await until('the third page is seen', () => page.evaluate(namesSeen),
    (seen) => seen.length === 8 && seen.includes(names[21]));
  await crowd.speak(names[21]);
  await page.locator('.tile.is-speaking', { hasText: names[21] }).waitFor();
  await untilSeen(page, third);
  await page.focus('#stage');
  await page.keyboard.press('PageUp');
  await untilWhere(page, '2 / 4');
  await untilSeen(page, [names[7], names[8], names[9], names[10], names[11], names[12], names[13], names[14]]);
  await page.keyboard.press('PageUp');
  await untilSeen(page, [...first.slice(0, 5), names[21], names[20], names[15]]);
});

test('the place of someone who leaves is taken by the last one', async () => {
  const { page, crowd, names } = await crowded('leaving', 24, PHONE);
  await crowd.leave(names[2]);
  await untilSeen(page, ['Ann (you)', names[0], names[1], names[23], ...names.slice(3, 7)]);
  await page.getByRole('button', { name: 'Next page' }).click();
  await untilSeen(page, names.slice(7, 15));
});

for (const viewport of [LAPTOP, PHONE]) {
  test(`beside a large tile the others are counted, scrolled and found, ${viewport.width} wide`, async () => {
    const { page, crowd, names } = await crowded(`strip-${viewport.width}`, 24, viewport);
    await page.locator('.tile', { hasText: names[0] }).dblclick();
    const size = viewport === LAPTOP ? 4 : 3;
    const others = ['Ann (you)', ...names.slice(1)];
    await untilSeen(page, others.slice(0, size));
    await untilWhere(page, `+${24 - size}`);
    await expectNothingFound(page, 'strip');
    await page.getByRole('button', { name: 'Next page' }).click();
    await untilSeen(page, others.slice(size, 2 * size));
    await until('the others are not asked for', () => crowd.asked(),
      (asked) => names.every((name) => (asked[name] !== 0) === [names[0], ...others.slice(size, 2 * size)].includes(name)));
    const box = await page.locator('#tiles-scene').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.wheel(0, -2000);
    await untilSeen(page, others.slice(0, size));
    await page.getByRole('button', { name: 'Next page' }).focus();
    await page.keyboard.press('End');
    await untilSeen(page, others.slice(-size));

    await page.locator('.pager-where').click();
    await page.locator('#people-search').fill('bjorn');
    await until('three are found', () => page.locator('.person').count(), (count) => count === 3);
    await expectNothingFound(page, 'search');
    await page.locator('#people-search').fill('nobody');
    await page.locator('.people-search [role="status"]', { hasText: 'Nobody here' }).waitFor();
    await page.locator('#people-search').fill(names[12].slice(2));
    await page.locator('.person button', { hasText: names[12] }).click();
    await until('the one who was chosen is seen', () => page.evaluate(namesSeen), (seen) => seen.includes(names[12]));
    await page.locator('.tile.is-found', { hasText: names[12] }).waitFor();
  });
}

test('on a page in Arabic the first people are at the right and the left arrow leads on', async () => {
  const { page, names } = await crowded('arabic', 24, LAPTOP, { language: 'ar' });
  await page.setViewportSize(PHONE);
  // Which digits those are is the browser's to say: Node may have other tables.
  const [one, four] = await page.evaluate(() => [1, 4].map((number) => new Intl.NumberFormat('ar').format(number)));
  await untilWhere(page, `${one} / ${four}`);
  await page.locator('.pager-step').last().focus();
  await page.keyboard.press('ArrowLeft');
  await until('the second page is seen', () => page.evaluate(namesSeen),
    (seen) => [...seen].sort().join() === names.slice(7, 15).sort().join());
});

// With cameras, most of the time goes to drawing thirty videos without a GPU; without, the page itself is seen.
for (const hasCameras of [true, false]) {
  test(`how smoothly fifty people are scrolled, ${hasCameras ? 'with' : 'without'} cameras`, async (context) => {
    const { page, names } = await crowded(`fifty-${hasCameras}`, 49, LAPTOP, { cameras: hasCameras });
    await untilSeen(page, ['Ann (you)', ...names.slice(0, 29)]);
    /** @param {string} what @param {() => Promise<unknown>} act */
    const measure = async (what, act) => {
      await page.evaluate(watchFrames);
      await act();
      const frames = await page.evaluate(() => /** @type {() => number[]} */ (Reflect.get(globalThis, 'endWatch'))());
      // Told, not tested: it is the machine's as much as the page's.
      const late = frames.filter((length) => length > 1000 / 50).length;
      const mean = frames.reduce((sum, length) => sum + length, 0) / frames.length;
      context.diagnostic(`${what}: ${frames.length} frames, ${(1000 / mean).toFixed(1)} a second, ${late} over 20 ms, ` +
        `longest ${Math.max(...frames).toFixed(0)} ms`);
    };
    await measure('nothing moves', () => page.waitForFunction((count) => Reflect.get(globalThis, 'countFrames')() > count, 100));
    await measure('turning pages of the grid', async () => {
      for (let turn = 0; turn < 4; ++turn) {
        await page.focus('#stage');
        await page.keyboard.press(turn % 2 === 0 ? 'PageDown' : 'PageUp');
        await untilWhere(page, turn % 2 === 0 ? '2 / 2' : '1 / 2');
      }
    });
    await page.locator('.tile', { hasText: names[0] }).dblclick();
    await measure('scrolling the strip', async () => {
      await page.getByRole('button', { name: 'Next page' }).focus();
      for (const [key, end] of [['End', 12], ['Home', 0]]) {
        await page.keyboard.press(`${key}`);
        await until('it is there', () => page.locator('#tiles-scene').evaluate(({ scrollTop, scrollHeight, clientHeight }) =>
          scrollTop / (scrollHeight - clientHeight)), (at) => end === 0 ? at < 0.01 : at > 0.99);
      }
    });
    await page.keyboard.press('p');
    await measure('scrolling the list of people', async () => {
      const list = await page.locator('#side').boundingBox();
      await page.mouse.move((list?.x ?? 0) + 100, (list?.y ?? 0) + 300);
      for (let turn = 0; turn < 20; ++turn) await page.mouse.wheel(0, 120);
    });
  });
}

/** Runs in the page: notes how long each frame lasts. */
function watchFrames() {
  /** @type {number[]} */
  const lengths = [];
  let last = 0;
  let isOn = true;
  const next = (/** @type {number} */ now) => {
    if (last > 0) lengths.push(now - last);
    last = now;
    if (isOn) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  Object.assign(globalThis, {
    countFrames: () => lengths.length,
    endWatch() {
      isOn = false;
      return lengths;
    },
  });
}
