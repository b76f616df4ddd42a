// What a host can do on the meeting page, and what the others see of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} label */
async function choose(page, label) {
  await page.keyboard.press('k');
  await page.getByRole('switch', { name: label }).click();
  await page.keyboard.press('Escape');
}

/** Ann, who is host, and Ben, who waits to be let in. @param {string} room */
async function oneWaits(room) {
  const ann = await stage.inCall(room, 'Ann');
  await choose(ann.page, 'Waiting room');
  const ben = await stage.tab(room);
  await ben.meeting.startJoining('Ben');
  await ann.meeting.untilNotice(/Ben would like to come in/);
  return { ann, ben };
}

test('who came first is host, which the list of people says, and the one after them when they go', async () => {
  const { ann, ben } = await stage.twoInCall('first');
  await ben.page.keyboard.press('p');
  await ben.page.locator('.person', { hasText: 'Ann' }).getByText('Host').waitFor();
  await ben.page.getByRole('button', { name: 'Options for Ann' }).click();
  assert.deepEqual(await ben.page.locator('#person-menu').getByRole('menuitem').allTextContents(), ['Volume', 'Compare security code']);
  await ben.page.keyboard.press('Escape');
  await ben.page.keyboard.press('k');
  assert.equal(await ben.page.locator('#room-settings').isVisible(), false);
  assert.equal(await ben.page.locator('#leave-options').isVisible(), false);
  await ann.meeting.leave();
  await ann.meeting.untilTitled('You have left the call');
  await ben.meeting.untilAnnounced(/You are now a host of this call/);
  await ben.page.locator('.person', { hasText: 'Ben (you)' }).getByText('Host').waitFor();
});

test('a locked room says so before one joins, lets nobody in, and opens again', async () => {
  const { ann, ben } = await stage.twoInCall('locked');
  await choose(ann.page, 'Lock the room');
  await ben.meeting.untilAnnounced(/The room is locked/);
  await ben.page.locator('#room-sign').waitFor();
  const cleo = await stage.tab('locked');
  await cleo.meeting.untilText('#present', /This room is locked/);
  await cleo.meeting.startJoining('Cleo');
  await cleo.meeting.untilTitled('You were not let in');
  await cleo.meeting.untilNotice(/Ask someone in the call to unlock it/);
  await expectNothingFound(cleo.page, 'locked');
  await choose(ann.page, 'Lock the room');
  await ben.meeting.untilAnnounced(/The room is open again/);
  await cleo.meeting.pressJoin();
  await cleo.meeting.untilJoined();
});

test('who comes to a waiting room is let in, or turned away, by a host', async () => {
  const { ann, ben } = await stage.twoInCall('waiting');
  await choose(ann.page, 'Waiting room');
  await ben.meeting.untilAnnounced(/People who join now wait/);
  const cleo = await stage.tab('waiting');
  await cleo.meeting.untilText('#present', /you wait until a host lets you in/);
  await cleo.meeting.startJoining('Cleo');
  await cleo.meeting.untilTitled('Waiting to be let in');
  await cleo.meeting.untilAnnounced(/The host knows that you are here/);
  await expectNothingFound(cleo.page, 'waiting');
  await ann.meeting.untilNotice(/Cleo would like to come in/);
  assert.doesNotMatch(await ben.meeting.notice(), /Cleo/);
  await ann.page.getByRole('button', { name: 'Let in', exact: true }).click();
  await cleo.meeting.untilJoined();
  await until('nothing is asked any more', () => ann.meeting.notice(), (notice) => notice === '');

  const dan = await stage.tab('waiting');
  await dan.meeting.startJoining('Dan');
  const eve = await stage.tab('waiting');
  await eve.meeting.startJoining('Eve');
  await ann.meeting.untilNotice(/2 people would like to come in/);
  await ann.page.getByRole('button', { name: 'Show' }).click();
  await ann.page.getByRole('button', { name: 'Turn away: Dan' }).click();
  await dan.meeting.untilTitled('You were not let in');
  await dan.meeting.untilNotice(/Ask whoever invited you/);
  await ann.page.getByRole('button', { name: 'Let in: Eve' }).click();
  await eve.meeting.untilJoined();
  await ann.meeting.untilOthersAre(['Ben', 'Cleo', 'Eve']);
});

test('a host who reloads the page finds those who wait, and is host again', async () => {
  const { ann, ben } = await oneWaits('reload');
  await choose(ann.page, 'Lock the room');
  await ann.page.locator('#room-sign').waitFor();
  await ann.meeting.reload();
  await ann.meeting.untilText('#present', /No one else is here/);
  await ann.meeting.join('Ann');
  await ann.meeting.untilNotice(/Ben would like to come in/);
  await ben.meeting.untilTitled('Waiting to be let in');
  await ann.page.locator('#room-sign').waitFor(); // locked still
  await ann.page.getByRole('button', { name: 'Let in', exact: true }).click();
  await ben.meeting.untilJoined();
  await ann.meeting.untilOthersAre(['Ben']);
});

test('a host who is alone ends the call for those who wait', async () => {
  const { ann, ben } = await oneWaits('alone');
  await ann.page.click('#leave-options');
  await ann.page.click('#end-for-all');
  await ann.page.getByRole('button', { name: 'End the call', exact: true }).click();
  await ben.meeting.untilTitled('The call is over');
});

test('who waits can think better of it', async () => {
  const { ann, ben } = await oneWaits('better');
  assert.equal(await ben.meeting.button(), 'Stop waiting');
  await ben.meeting.pressJoin();
  await ben.meeting.untilTitled('Ready to join?');
  await until('nobody waits', () => ann.meeting.notice(), (notice) => notice === '');
});

test('a password is asked for before one joins, and again when it is wrong', async () => {
  const ann = await stage.tab('password');
  const ben = await stage.tab('password');
  await ann.meeting.join('Ann');
  await ann.page.keyboard.press('k');
  await ann.page.fill('#room-password', 'open sesame');
  await ann.page.getByRole('button', { name: 'Set', exact: true }).click();
  await ann.meeting.untilText('#room-password-state', /are asked for the password/);
  await ann.page.keyboard.press('Escape');
  // Ben, who looks at the room, learns of it.
  await ben.page.locator('#password').waitFor();
  await ben.meeting.startJoining('Ben');
  await ben.meeting.untilText('#password-error', /This room has a password/);
  await ben.page.fill('#password', 'sesame');
  await ben.meeting.pressJoin();
  await ben.meeting.untilText('#password-error', /not this room's password/);
  assert.equal(await ben.page.evaluate(() => document.activeElement?.id), 'password');
  await expectNothingFound(ben.page, 'password');
  await ben.page.fill('#password', 'open sesame');
  await ben.page.keyboard.press('Enter');
  await ben.meeting.untilJoined();
  await ann.page.keyboard.press('k');
  await ann.page.getByRole('button', { name: 'Remove the password' }).click();
  await ben.meeting.untilAnnounced(/no longer has a password/);
});

test('a host switches somebody off, who is told, and may switch on again; and removes them', async () => {
  const { ann, ben } = await stage.twoInCall('grave');
  await ann.page.keyboard.press('p');
  const options = ann.page.getByRole('button', { name: 'Options for Ben' });
  await options.click();
  await ann.page.getByRole('menuitem', { name: 'Switch the microphone off' }).click();
  await ben.meeting.untilNotice(/A host has switched your microphone off/);
  await ben.page.locator('#microphone[aria-pressed="false"]').waitFor();
  await ann.meeting.untilTile('Ben', { microphone: 'off', camera: 'on' });
  await ben.meeting.toggle('microphone');
  await until('the notice has gone', () => ben.meeting.notice(), (notice) => notice === '');
  await ann.meeting.untilTile('Ben', { microphone: 'on' });
  await options.click();
  await ann.page.locator('#person-menu').getByText('Switch the camera off').click();
  await ann.meeting.untilTile('Ben', { camera: 'off', microphone: 'on' });
  await options.click();
  await ann.page.locator('#person-menu').getByText('Remove from the call').click();
  await ann.meeting.untilText('#remove-question-title', /Remove Ben from the call\?/);
  await expectNothingFound(ann.page, 'before somebody is removed');
  await ann.page.getByRole('button', { name: 'Remove and lock the room' }).click();
  await ben.meeting.untilTitled('You are no longer in the call');
  await ben.meeting.untilNotice(/A host has removed you/);
  await expectNothingFound(ben.page, 'removed');
  await ann.meeting.untilOthersAre([]);
  await ben.meeting.pressJoin();
  await ben.meeting.untilTitled('You were not let in');
});

test('a host ends the call for everyone', async () => {
  const { ann, ben } = await stage.twoInCall('end');
  await ann.page.click('#leave-options');
  await ann.page.click('#end-for-all');
  await ann.page.getByRole('button', { name: 'End the call', exact: true }).click();
  for (const { page, meeting } of [ann, ben]) {
    await meeting.untilTitled('The call is over');
    await meeting.untilNotice(/ended the call for everyone/);
  }
  await ben.meeting.pressJoin();
  await ben.meeting.untilJoined();
  await ben.meeting.untilOthersAre([]);
});

for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 640 }]) {
  test(`axe finds nothing in what a host has, ${viewport.width} wide`, async () => {
    const room = `axe host ${viewport.width}`;
    const { page, meeting } = await stage.tab(room, { options: { viewport } });
    await meeting.join('Ann');
    const ben = await stage.inCall(room, 'Ben');
    await choose(page, 'Waiting room');
    const cleo = await stage.tab(room);
    await cleo.meeting.startJoining('Cleo');
    await meeting.untilNotice(/Cleo would like to come in/);
    await expectNothingFound(page, 'a knock');
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Let in: Cleo' }).waitFor();
    await expectNothingFound(page, 'people');
    await page.getByRole('button', { name: 'Options for Ben' }).click();
    await expectNothingFound(page, 'what can be done about Ben');
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await expectNothingFound(page, 'room settings');
    await page.keyboard.press('Escape');
    if (viewport.width < 768) {
      await page.click('#more');
      await page.click('#end-call');
    } else {
      await page.click('#leave-options');
      await page.locator('#leave-menu').waitFor();
      await expectNothingFound(page, 'ways to leave');
      await page.click('#end-for-all');
    }
    await page.locator('#end-question').waitFor();
    await expectNothingFound(page, 'before the call ends for everyone');
  });
}
