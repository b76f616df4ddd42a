// The library's RTCPeerConnections, as a page notices them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LibraryStage } from './support/library_page.mjs';

const stage = new LibraryStage();

test('where the browser makes no connections, one is in the room all the same and may leave', async () => {
  const [ann, ben] = [await stage.open(), await stage.open()];
  await ann.join('Ann', { name: 'none', tracks: [] }, ['participantConnected', 'participantDisconnected']);
  await ben.run((page) => {
    page.tried = 0;
    page.RTCPeerConnection = class {
      constructor() {
        page.tried += 1;
        throw new Error('too many');
      }
    };
  });
  await ben.join('Ben', { name: 'none', tracks: [] });
  assert.equal(await ben.run((page) => page.other().identity), 'Ann');
  await ann.until((page) => page.heard.includes('participantConnected Ben'));
  await ben.until((page) => page.other().unreachable === 'no-answer');
  assert.ok(await ben.run((page) => page.tried) < 50, 'it is not tried for ever');
  await ben.run((page) => page.room.disconnect() && 'done');
  await ann.until((page) => page.heard.includes('participantDisconnected Ben'));
  for (const page of [ann, ben]) await page.close();
});
