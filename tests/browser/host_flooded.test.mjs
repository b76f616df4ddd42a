// A participant who sends another more than that one can take loses its own connection, and nobody else loses
// anything.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Seat } from '../server/seat.mjs';
import { Stage } from './support/stage.mjs';

const stage = new Stage({ devices: 'none' });

test('who floods the host is closed, and the host stays host, on the same connection', async () => {
  const ann = await stage.tab('flooded');
  let closed = 0;
  ann.page.on('websocket', (socket) => socket.on('close', () => { closed += 1; }));
  await ann.page.reload();
  await ann.meeting.join('Ann');
  const ben = await stage.inCall('flooded', 'Ben');
  const { seat: mallory, answer } = await Seat.greet(stage.server.url, 'flooded', { identity: 'Mallory' });
  const [host] = answer.room.hosts;
  assert.equal(answer.participants.find((/** @type {{ id: string }} */ { id }) => id === host)?.identity, 'Ann');
  const before = closed;
  const candidate = `candidate:1 1 udp 1 192.0.2.1 9 typ host ${'x'.repeat(900)}`;
  for (let count = 0; count < 4000 && mallory.closeCode === null; ++count) {
    mallory.say({ type: 'candidate', to: host, epoch: 1, candidate: { candidate, sdpMid: '0' } });
  }
  await mallory.untilClosed();
  assert.equal(mallory.messages.at(-1).id, 'too-many-messages');
  // What only a host may order, and what Ben hears only if his and her connection are there.
  await ann.page.keyboard.press('k');
  await ann.page.getByRole('switch', { name: 'Lock the room' }).click();
  await ben.meeting.untilAnnounced(/The room is locked/);
  assert.equal(closed, before, 'her connection was closed');
  await ben.page.keyboard.press('p');
  await ben.page.locator('.person', { hasText: 'Ann' }).getByText('Host').waitFor();
});
