import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';

const stage = new Stage();

/** Everyone joins, one after the other, and is seen by everyone. @param {string} room @param {string[]} names */
async function holdCall(room, names) {
  const call = [];
  for (const name of names) {
    const meeting = await stage.enter(room);
    await meeting.join(name);
    call.push(meeting);
  }
  await expectEveryoneSeesEveryone(call);
  return call;
}

/** @param {import('./support/meeting.mjs').Meeting[]} call */
async function expectEveryoneSeesEveryone(call) {
  const names = call.map((meeting) => meeting.name);
  for (const meeting of call) {
    await meeting.untilOthersAre(names.filter((name) => name !== meeting.name));
    await meeting.untilStatus(`${call.length} participants online.`);
    await meeting.waitForFrames(call.length - 1);
  }
}

test('one alone is told so', async () => {
  const ann = await stage.enter('alone');
  assert.equal(await ann.status(), 'Disconnected.');
  await ann.join('Ann');
  await ann.untilStatus('1 participant online.');
  await ann.leave();
});

test('two see each other', async () => {
  await holdCall('two', ['Ann', 'Ben']);
});

test('three see one another', async () => {
  await holdCall('three', ['Ann', 'Ben', 'Cleo']);
});

test('two rooms do not meet', async () => {
  const ann = await stage.enter('red');
  const ben = await stage.enter('blue');
  await ann.join('Ann');
  await ben.join('Ben');
  await ben.untilStatus('1 participant online.');
  await ann.untilStatus('1 participant online.');
});

test('one leaves and comes back', async () => {
  const call = await holdCall('leave', ['Ann', 'Ben', 'Cleo']);
  const [ann, ben, cleo] = call;
  await ben.leave();
  await ben.untilOthersAre([]);
  await expectEveryoneSeesEveryone([ann, cleo]);
  await ben.join('Ben');
  // Leaving has switched it off.
  await ben.toggle('camera');
  await expectEveryoneSeesEveryone(call);
});

test('one closes the tab', async () => {
  const [ann, ben] = await holdCall('close', ['Ann', 'Ben']);
  await ben.close();
  await ann.untilOthersAre([]);
  await ann.untilStatus('1 participant online.');
});

test('one reloads and joins again', async () => {
  const [ann, ben] = await holdCall('reload', ['Ann', 'Ben']);
  await ben.reload();
  await ann.untilOthersAre([]);
  await ben.join('Ben');
  await expectEveryoneSeesEveryone([ann, ben]);
});

test('the one who was there first reloads and joins again', async () => {
  const [ann, ben] = await holdCall('reload first', ['Ann', 'Ben']);
  await ann.reload();
  await ann.join('Ann');
  await expectEveryoneSeesEveryone([ann, ben]);
});

test('microphone and camera go off and on for the others', async () => {
  const [ann, ben] = await holdCall('mute', ['Ann', 'Ben']);
  await ben.untilTile('Ann', { microphone: 'on', camera: 'on' });
  await ann.toggle('microphone');
  await ben.untilTile('Ann', { microphone: 'off', camera: 'on' });
  await ann.toggle('camera');
  await ben.untilTile('Ann', { microphone: 'off', camera: 'off' });
  await ann.toggle('camera');
  await ann.toggle('microphone');
  await ben.untilTile('Ann', { microphone: 'on', camera: 'on' });
  await ben.waitForFrames(1);
});

test('who comes later learns what is switched off', async () => {
  const ann = await stage.enter('late');
  await ann.join('Ann');
  await ann.toggle('camera');
  const ben = await stage.enter('late');
  await ben.join('Ben');
  await ben.untilTile('Ann', { microphone: 'on', camera: 'off' });
  await ann.toggle('camera');
  await ben.untilTile('Ann', { camera: 'on' });
  await ben.waitForFrames(1);
});

for (const room of ['room"', 'team room', 'a/b', '100%', '💼']) {
  test(`two meet in a room called ${room}`, async () => {
    await holdCall(room, ['Ann', 'Ben']);
  });
}

test('names are text, whatever they look like', async () => {
  await holdCall('names', ['<img src=x onerror=alert(1)>', '"Ben" & ünïcode 💼']);
});
