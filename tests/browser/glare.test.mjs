// Two join at the same instant: whoever the server hears first, both make and get offers at
// nearly the same time.

import { test } from 'node:test';

import { Stage } from './support/stage.mjs';

const ROUNDS = Number(process.env.GLARE_ROUNDS ?? 20);

const stage = new Stage();

for (let round = 1; round <= ROUNDS; ++round) {
  test(`two join at the same instant, round ${round} of ${ROUNDS}`, async () => {
    const ann = await stage.enter('glare');
    const ben = await stage.enter('glare');
    await Promise.all([ann.join('Ann'), ben.join('Ben')]);
    await Promise.all([ann.waitForFrames(1), ben.waitForFrames(1)]);
  });
}
