import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RECONNECTING } from './support/call_watch.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';

const LOST = /^The meeting cannot be reached/;

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

test('a page that is older than its server says so, and joins once it is loaded anew', async () => {
  const page = await stage.page();
  const gone = '**/*.wasm';
  await page.route(gone, (route) => route.fulfill({ status: 404 }));
  const ann = await Meeting.open(page, stage.server.url, 'outdated');
  await ann.startJoining('Ann');
  await ann.untilNotice(/older than the server\. Reload it/);
  await page.unroute(gone);
  await ann.reload();
  await ann.join('Ann');
});

test('a server lost during a call is told; when it is back one need do nothing', async () => {
  const ann = await stage.enter('lost');
  const ben = await stage.enter('lost');
  await ann.join('Ann');
  await ben.join('Ben');
  await ann.waitForFrames(1);
  await stage.loseServer();
  for (const meeting of [ann, ben]) {
    await meeting.untilStatus(RECONNECTING);
    assert.equal(await meeting.button(), 'Leave call');
    await meeting.waitForFrames(1);
  }
  await stage.restartServer();
  for (const meeting of [ann, ben]) await meeting.untilStatus('2 participants online.');
  await ann.waitForFrames(1);
  await ben.waitForFrames(1);
});

test('one can leave a call whose server is lost, and join again when it is back', async () => {
  const ann = await stage.enter('leave lost');
  await ann.join('Ann');
  await stage.loseServer();
  await ann.untilStatus(RECONNECTING);
  await ann.leave();
  await stage.restartServer();
  await ann.join('Ann');
  await ann.untilOthersAre([]);
});
