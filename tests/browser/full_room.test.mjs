// How many people a room takes: said before joining when it matters, and to whoever finds it full.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Crowd, namesOf } from './support/crowd.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage({ devices: 'none', args: ['--max-participants', '6'] });

test('the page says how many a room takes once it is half full, when it is full, and why one cannot join', async () => {
  const { page, meeting } = await stage.tab('full');
  /** @param {string} words */
  const untilPresent = (words) => until(`it says "${words}"`, () => page.locator('#present').textContent(), (text) => text === words);
  const [first, second, third, ...others] = namesOf(6);
  const crowd = await Crowd.enter(stage, 'full', [{ name: first }, { name: second }]);
  await untilPresent(`${first} and ${second} are here.`);
  await crowd.add({ name: third });
  await until('the limit is told', () => page.locator('#present').textContent(),
    (text) => / are here\. The room takes up to 6 people\.$/.test(text ?? ''));
  for (const name of others) await crowd.add({ name });
  await until('it is told that the room is full', () => page.locator('#present').textContent(),
    (text) => / are here\. The room is full: it takes up to 6 people\.$/.test(text ?? ''));
  await meeting.startJoining('Ann');
  await meeting.untilNotice(/This room is full: it takes up to 6 people\. Try again when someone has left\./);
  assert.equal(await meeting.button(), 'Join call');
  await crowd.leave(first);
  await until('there is room again', () => page.locator('#present').textContent(), (text) => /The room takes up to 6/.test(text ?? ''));
  await meeting.join('Ann');
});
