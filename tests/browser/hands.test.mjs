// Raised hands: everyone sees whose turn it is, whoever came when, and a host lowers them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage({ devices: 'none' });

/** @typedef {import('playwright-core').Page} Page */

/** Who is in the list, as it stands, and the number of each hand. @param {Page} page @param {string} expected */
const untilListed = (page, expected) => until(`the list of people is ${expected}`, () =>
  page.locator('#side .person:visible').evaluateAll((rows) => rows.map((row) =>
    `${row.querySelector('.person-name')?.textContent}${row.querySelector('.hand-sign [aria-hidden]:not(.icon)')?.textContent ?? ''}`)
    .join()), (seen) => seen === expected);

test('raised hands are first in the list, in their order, for those who come later too; a host lowers them', async () => {
  const { ann, ben } = await stage.twoInCall('queue');
  const cleo = await stage.inCall('queue', 'Cleo');
  await ann.meeting.untilOthersAre(['Ben', 'Cleo']);
  await cleo.page.keyboard.press('h');
  await ann.meeting.untilAnnounced(/Cleo has raised a hand/);
  await ben.meeting.untilAnnounced(/Cleo has raised a hand/);
  await ben.page.keyboard.press('h');
  await ann.meeting.untilAnnounced(/Ben has raised a hand/);
  await ann.page.keyboard.press('p');
  await untilListed(ann.page, 'Cleo1,Ben2,Ann (you)');
  await ann.page.getByText('2 raised hands', { exact: true }).waitFor();
  await expectNothingFound(ann.page, 'raised hands');

  // Whoever comes now hears of both at once.
  const dan = await stage.inCall('queue', 'Dan');
  await dan.page.keyboard.press('p');
  await untilListed(dan.page, 'Cleo1,Ben2,Dan (you),Ann');
  assert.equal(await dan.page.getByRole('button', { name: 'Lower all hands' }).isVisible(), false);

  await ann.page.getByRole('button', { name: 'Options for Cleo' }).click();
  await ann.page.getByRole('menuitem', { name: 'Lower the hand' }).click();
  await cleo.meeting.untilAnnounced(/A host has lowered your hand/);
  assert.equal(await cleo.page.locator('#hand').getAttribute('aria-pressed'), 'false');
  await untilListed(dan.page, 'Ben1,Dan (you),Ann,Cleo');

  await ann.page.keyboard.press('h');
  await untilListed(dan.page, 'Ben1,Ann2,Dan (you),Cleo');
  await ann.page.getByRole('button', { name: 'Lower all hands' }).focus();
  await ann.page.keyboard.press('Enter');
  await untilListed(dan.page, 'Dan (you),Ann,Ben,Cleo');
  await untilListed(ann.page, 'Ann (you),Ben,Cleo,Dan');
  // The button has gone, and the focus with it to what is there.
  assert.equal(await ann.page.evaluate(() => document.activeElement?.closest('#side') !== null), true);
});
