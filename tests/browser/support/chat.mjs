// The chat of a meeting as a participant uses it.

import { until } from './until.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** What stands in the chat, "name: text" each. @param {Page} page */
export const chatOf = (page) =>
  page.locator('.chat-entry').evaluateAll((entries) => entries.map((entry) =>
    `${entry.querySelector('.chat-name')?.textContent}: ` +
    `${(entry.querySelector('.chat-text') ?? entry.querySelector('.chat-file-name'))?.textContent}`));

/** @param {Page} page @param {string[]} expected */
export async function untilChatIs(page, expected) {
  await until(`the chat has ${expected}`, () => chatOf(page),
    (seen) => JSON.stringify(seen) === JSON.stringify(expected));
}

/** Says it, and waits until the last is signed and on its way. @param {Page} page @param {...string} texts */
export async function say(page, ...texts) {
  for (const text of texts) {
    await page.locator('#chat-field').fill(text);
    await page.locator('#chat-field').press('Enter');
  }
  const last = texts.at(-1) ?? '';
  await page.locator('.chat-entry.is-mine', { hasText: last }).last().waitFor({ state: 'attached' });
}
