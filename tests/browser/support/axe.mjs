// WCAG 2.2 AA as far as a program can tell.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * axe finds nothing on the page as it is now, in light and dark.
 * @param {import('playwright-core').Page} page
 * @param {string} what is seen on it
 */
export async function expectNothingFound(page, what) {
  // By the debugger, which the page's policy does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await page.evaluate(async (tags) => {
      const { violations } = await Reflect.get(globalThis, 'axe').run(document, { runOnly: tags });
      return violations.map((/** @type {import('axe-core').Result} */ { id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message)}`).join('\n')}`);
    }, TAGS);
    assert.deepEqual(found, [], `${what}, ${colorScheme}`);
  }
}
