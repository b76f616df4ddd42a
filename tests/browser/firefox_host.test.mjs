// The core of what a host does, in Firefox: as the host, and as the one to whom it happens.

import { test } from 'node:test';

import { firefoxForTests } from './support/firefox.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';

const stage = new Stage();

const firefox = firefoxForTests();

/** @param {string} room */
async function foxTab(room) {
  const page = await firefox.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const meeting = await Meeting.open(page, stage.server.url, room);
  return { page, meeting };
}

test('a host in Firefox lets in, removes and locks, and ends the call for everyone', async () => {
  const { page, meeting } = await foxTab('fox host');
  await meeting.join('Fox');
  await page.keyboard.press('k');
  await meeting.click('::-p-aria(Waiting room)');
  await page.keyboard.press('Escape');
  const ben = await stage.tab('fox host');
  await ben.meeting.startJoining('Ben');
  await meeting.untilNotice(/Ben would like to come in/);
  await meeting.click('::-p-aria(Let in)');
  await meeting.untilOthersAre(['Ben']);
  const cleo = await stage.tab('fox host');
  await cleo.meeting.startJoining('Cleo');
  await meeting.untilNotice(/Cleo would like to come in/);
  await page.keyboard.press('p');
  await meeting.click('::-p-aria(Options for Ben)');
  await meeting.click('#person-menu .is-grave');
  await meeting.click('::-p-aria(Remove and lock the room)');
  await ben.meeting.untilTitled('You are no longer in the call');
  await ben.meeting.pressJoin();
  await ben.meeting.untilTitled('You were not let in');
  await page.keyboard.press('p');
  await meeting.click('#leave-options');
  await meeting.click('#end-for-all');
  await meeting.click('#end-question .is-grave');
  for (const one of [meeting, cleo.meeting]) await one.untilTitled('The call is over');
});

test('one in Firefox waits, while the host reloads the page, comes in, and is switched off and removed', async () => {
  const ann = await stage.inCall('fox guest', 'Ann');
  await ann.page.keyboard.press('k');
  await ann.page.getByRole('switch', { name: 'Waiting room' }).click();
  const { page, meeting } = await foxTab('fox guest');
  await meeting.startJoining('Fox');
  await ann.meeting.untilNotice(/Fox would like to come in/);
  await ann.meeting.reload();
  await ann.meeting.join('Ann');
  await meeting.untilTitled('Waiting to be let in');
  await ann.page.getByRole('button', { name: 'Let in', exact: true }).click();
  await meeting.untilJoined();
  await ann.meeting.untilOthersAre(['Fox']);
  await ann.page.keyboard.press('p');
  const options = ann.page.getByRole('button', { name: 'Options for Fox' });
  await options.click();
  await ann.page.locator('#person-menu').getByText('Switch the microphone off').click();
  await meeting.untilNotice(/A host has switched your microphone off/);
  await ann.meeting.untilTile('Fox', { microphone: 'off' });
  await options.click();
  await ann.page.locator('#person-menu').getByText('Remove from the call').click();
  await ann.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await meeting.untilTitled('You are no longer in the call');
  await page.close();
});
