// A meeting in a calendar: from the home page, and from the room.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';

const stage = new Stage({ devices: 'none' });

/** @param {import('playwright-core').Page} page */
async function savedFile(page) {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the calendar file' }).click();
  const file = await saving;
  const text = await readFile(await file.path(), 'utf8');
  return { name: file.suggestedFilename(), text: text.replaceAll('\r\n ', '') };
}

test('the home page puts a meeting into a calendar, by the link that it begins with', async () => {
  const page = await stage.page({ timezoneId: 'Europe/Berlin' });
  await page.goto(`${stage.server.url}/?lang=en`);
  const room = await page.inputValue('#room-name');
  await page.click('#schedule');
  await page.getByRole('dialog', { name: 'Add to calendar' }).waitFor();
  await expectNothingFound(page, 'calendar');
  await page.getByLabel('Begins').fill('2027-01-05T09:15');
  await page.getByLabel('Length').selectOption({ label: '30 minutes' });
  await page.getByLabel('Repeats').selectOption({ label: 'Every week' });
  const { name, text } = await savedFile(page);
  assert.equal(name, `${room}.ics`);
  assert.match(text, /DTSTART;TZID=Europe\/Berlin:20270105T091500\r\nDTEND;TZID=Europe\/Berlin:20270105T094500\r\nRRULE:FREQ=WEEKLY\r\n/);
  const link = /^URL:(.*)$/m.exec(text)?.[1].trim() ?? '';
  assert.match(link, new RegExp(`/room/${room}#key=`));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'schedule');
  await page.click('#create-room');
  await page.locator('#join-leave').waitFor();
  assert.equal(page.url().replace('?lang=en', ''), link);
});

test('without a time it says what is missing; a name that cannot be is refused before', async () => {
  const page = await stage.page();
  await page.goto(stage.server.url);
  await page.fill('#room-name', '..');
  await page.click('#schedule');
  await page.locator('#room-name-error').getByText('A room cannot be called').waitFor();
  assert.equal(await page.locator('#calendar').count(), 0);
  await page.fill('#room-name', 'standup');
  await page.click('#schedule');
  await page.getByLabel('Begins').fill('');
  await page.getByRole('button', { name: 'Save the calendar file' }).click();
  await page.getByText('Please enter the date and the time.').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'calendar-start');
  await expectNothingFound(page, 'calendar with an error');
});

test('before the call its link goes into a calendar too', async () => {
  const { page } = await stage.tab('weekly');
  await page.click('#show-qr');
  await page.getByRole('button', { name: 'Add to calendar…' }).click();
  assert.equal(await page.getByLabel('Title').inputValue(), 'weekly');
  await page.getByLabel('Title').fill('Plans, and more');
  const { name, text } = await savedFile(page);
  assert.equal(name, 'Plans, and more.ics');
  assert.match(text, /SUMMARY:Plans\\, and more\r\n/);
  assert.match(text, /URL:http:\/\/[^\r]*\/room\/weekly\r\n/);
});
