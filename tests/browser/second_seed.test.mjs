// The second seed's page with this library and this server's /login.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectOthers, join, SecondSeedStage } from './support/second_seed_page.mjs';

const stage = new SecondSeedStage();

test('three join, see one another, are counted, and leave', async () => {
  const [ann, ben, cleo] = [await stage.open(), await stage.open(), await stage.open()];
  await join(ann, 'Ann');
  assert.equal(await ann.locator('#count').innerText(), '1 participants online.');
  await join(ben, 'Ben');
  await expectOthers(ann, ['Ben']);
  await expectOthers(ben, ['Ann']);
  await join(cleo, 'Cleo');
  await expectOthers(ann, ['Ben', 'Cleo']);
  await expectOthers(ben, ['Ann', 'Cleo']);
  await expectOthers(cleo, ['Ann', 'Ben']);

  await ben.locator('#join_leave').click();
  assert.equal(await ben.locator('#count').innerText(), 'Disconnected.');
  assert.equal(await ben.locator('.participant').count(), 1);
  await expectOthers(ann, ['Cleo']);
  await expectOthers(cleo, ['Ann']);
  await join(ben, 'Ben');
  await expectOthers(ben, ['Ann', 'Cleo']);
  await expectOthers(ann, ['Ben', 'Cleo']);

  await cleo.close();
  await expectOthers(ann, ['Ben']);
  assert.deepEqual(stage.complaints, []);
});

test('without a name nobody joins', async () => {
  const ann = await stage.open();
  await ann.locator('#join_leave').click();
  await ann.locator('#join_leave:not([disabled])').waitFor();
  assert.deepEqual(stage.complaints, ['Enter your name before connecting']);
});
