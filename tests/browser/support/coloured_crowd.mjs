// Participants with the library, several of them in one page (fixtures/library/coloured_crowd.js), and what they are shown
// of each other.

import { readFileSync } from 'node:fs';

import { PATIENCE_MS, until } from './until.mjs';

/** @typedef {import('./library_page.mjs').LibraryPage} LibraryPage */
/** What one is shown of another. @typedef {{frames: number, black: number, wrong: number, longestGap: number}} Shown */

const CROWD = readFileSync(new URL('../fixtures/library/coloured_crowd.js', import.meta.url), 'utf8');

/**
 * Lets them enter, one after the other.
 * @param {LibraryPage} page @param {string} room @param {number[]} numbers
 * @param {object} [options] for connect(), and `camera`, for the pictures
 */
export const enter = (page, room, numbers, options = {}) => page.run(async (all, script, name, who, how) => {
  if (!all.colouredCrowd) all.eval(script);
  all.crowd ??= [];
  all.crowd.push(...await all.colouredCrowd(name, who, how));
}, CROWD, room, numbers, options);

/** What everyone in the page is shown, by the name of who it is of. @param {LibraryPage} page @returns {Promise<Record<string, Shown>[]>} */
export const watched = (page) => page.run((all) => all.crowd.map((/** @type {any} */ one) => one.watch()));

/** From now on the time without a new frame is measured. @param {LibraryPage} page */
export const restart = (page) => page.run((all) => all.crowd.forEach((/** @type {any} */ one) =>
  one.seen.forEach((/** @type {any} */ shown) => shown.restart())));

/** The longest time without a new frame, of any picture, in ms. @param {Record<string, Shown>[]} shown */
export const longestGap = (shown) =>
  Math.max(...shown.flatMap((one) => Object.values(one).map(({ longestGap: gap }) => gap)));

/**
 * Everyone in the page sees so many pictures of others move, from now on.
 * @param {LibraryPage} page @param {number} count
 * @param {{screens?: number[], patience?: number}} [options] `screens`: of whom the others see one more
 */
export async function untilAllSee(page, count, { screens = [], patience = PATIENCE_MS } = {}) {
  const before = await watched(page);
  const numbers = await page.run((all) => all.crowd.map((/** @type {any} */ one) => one.number));
  const all = (/** @type {number} */ index) => count + screens.filter((number) => number !== numbers[index]).length;
  await until(`everyone sees ${count} others move`, () => watched(page), (now) => now.every((one, index) =>
    Object.keys(one).length === all(index) &&
    Object.entries(one).every(([name, { frames }]) => frames > (before[index]?.[name]?.frames ?? 0) + 5)), patience);
}
