// How a page of the library gets into a room, and what it hears there first.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LibraryStage } from './support/library_page.mjs';

const stage = new LibraryStage();

test('a room without a name is found by its sid, and one with a name too', async () => {
  const [ann, ben, cleo] = [await stage.open(), await stage.open(), await stage.open()];
  await ann.join('Ann', { tracks: [] });
  const [sid, name] = await ann.run((page) => [page.room.sid, page.room.name]);
  assert.match(sid, /^RM[0-9a-f]{32}$/);
  assert.equal(name, sid);
  await ben.join('Ben', { name: sid, tracks: [] });
  assert.deepEqual(await ben.run((page) => [page.room.sid, page.other().identity]), [sid, 'Ann']);
  await cleo.join('Cleo', { name: 'by its sid', tracks: [] });
  const other = await cleo.run((page) => page.room.sid);
  await ann.run((page) => page.room.disconnect() && 'done');
  await ann.join('Ann', { name: other, tracks: [] });
  assert.deepEqual(await ann.run((page) => [page.room.name, page.room.sid, page.other().identity]), ['by its sid', other, 'Cleo']);
});

test('the tracks that one enters with are told by trackPublished, after the promise', async () => {
  const ann = await stage.open();
  await ann.run(async (page) => {
    const tracks = [new page.Video.LocalVideoTrack(page.movingPicture(), { name: 'camera' }), new page.Video.LocalDataTrack({ name: 'chat' })];
    page.room = await page.Video.connect('', { identity: 'Ann', name: 'first tracks', tracks });
    page.watch(page.room.localParticipant, '', 'trackPublished');
  });
  await ann.until((page) => page.heard.length === 2);
  assert.deepEqual(await ann.run((page) => page.heard), ['trackPublished publication:camera', 'trackPublished publication:chat']);
});
