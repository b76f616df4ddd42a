import { test } from 'node:test';

import { Stage } from './support/stage.mjs';

const LOST = /^Connection failed\. Is the server running\?$/;

const stage = new Stage();

test('joining while the server is down says so, and can be tried again', async () => {
  const ann = await stage.enter('down');
  await stage.loseServer();
  await ann.startJoining('Ann');
  await ann.untilNotice(LOST);
  await ann.untilStatus('Disconnected.');
  await stage.restartServer();
  await ann.join('Ann');
  await ann.untilStatus('1 participant online.');
});

test('a server lost during a call is told, and one can join again', async () => {
  const ann = await stage.enter('lost');
  const ben = await stage.enter('lost');
  await ann.join('Ann');
  await ben.join('Ben');
  await ann.waitForFrames(1);
  await stage.loseServer();
  for (const meeting of [ann, ben]) {
    await meeting.untilNotice(LOST);
    await meeting.untilStatus('Disconnected.');
  }
  await stage.restartServer();
  await ann.join('Ann');
  await ben.join('Ben');
  await ann.waitForFrames(1);
  await ben.waitForFrames(1);
});
