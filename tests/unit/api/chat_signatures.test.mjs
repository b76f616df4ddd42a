import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBySpeaker, readSignedEntry } from '../../../web/meeting/chat/signing/signed_entry.js';
import { isProven, readIntroduction, Voice } from '../../../web/meeting/chat/signing/voice.js';

const ROOM = 'standup';
const FILE = { number: 1, name: 'plan.pdf', size: 3, digest: 'D'.repeat(43) };

test('what somebody says is known as theirs, wherever it comes from', async () => {
  const ann = await Voice.create(ROOM);
  for (const [index, what] of [{ text: 'Héllo 👩‍🚀' }, { text: '', file: FILE }].entries()) {
    const said = await ann.sign({ name: 'Ann', ...what });
    assert.equal(said.number, index + 1);
    const read = readSignedEntry(JSON.parse(JSON.stringify(said)));
    assert.deepEqual(read, said);
    assert.ok(read && await isBySpeaker(read, ROOM));
  }
});

test('nothing of it can be changed', async () => {
  const ann = await Voice.create(ROOM);
  const ben = await Voice.create(ROOM);
  const said = await ann.sign({ name: 'Ann', text: 'yes', file: FILE });
  const bens = await ben.sign({ name: 'Ann', text: 'yes', file: FILE });
  const { file, ...withoutFile } = said;
  const forged = [
    { ...said, number: 2 }, { ...said, name: 'Ben' }, { ...said, text: 'no' }, withoutFile,
    ...Object.entries({ number: 2, name: 'virus.exe', size: 4, digest: 'E'.repeat(43) })
      .map(([field, value]) => ({ ...said, file: { ...FILE, [field]: value } })),
    { ...bens, author: ann.author }, { ...said, key: bens.key }, { ...said, signature: bens.signature },
    { ...said, key: 'A'.repeat(87) }, { ...said, signature: 'A'.repeat(86) },
  ];
  assert.ok(await isBySpeaker(said, ROOM));
  assert.ok(!(await isBySpeaker(said, 'another room')));
  for (const one of forged) assert.ok(!(await isBySpeaker(one, ROOM)), JSON.stringify(one));
});

test('an author is who holds the key: repeating what another has said proves nothing', async () => {
  const ann = await Voice.create(ROOM);
  const introduction = readIntroduction({ type: 'chat-known', ...await ann.introduceAs('PA1') });
  assert.ok(introduction && await isProven(introduction, ROOM, 'PA1'));
  assert.ok(!(await isProven(introduction, ROOM, 'PA2')), 'by another');
  assert.ok(!(await isProven(introduction, 'another room', 'PA1')));
  // One who has to enter again is somebody else to the server, but the same author.
  const again = await ann.introduceAs('PA3');
  assert.equal(again.author, introduction.author);
  assert.ok(await isProven(again, ROOM, 'PA3') && !(await isProven(again, ROOM, 'PA1')));
  const said = await ann.sign({ name: 'Ann', text: 'yes' });
  assert.ok(!(await isProven({ ...introduction, proof: said.signature }, ROOM, 'PA2')));
  for (const wrong of [null, {}, { ...introduction, proof: 7 }, { ...introduction, key: '' }, { ...introduction, author: 'Ann' }]) {
    assert.equal(readIntroduction(wrong), null);
  }
});
