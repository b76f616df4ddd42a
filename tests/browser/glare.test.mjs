// Two join at the same instant: whoever the server hears first, both make and get offers at
// nearly the same time.

import { test } from 'node:test';

import { Stage } from './support/stage.mjs';

const ROUNDS = Number(process.env.GLARE_ROUNDS ?? 20);
const IMPAIRED_ROUNDS = Number(process.env.GLARE_ROUNDS ?? 5);

const stage = new Stage();

for (let round = 1; round <= ROUNDS; ++round) {
  test(`two join at the same instant, round ${round} of ${ROUNDS}`, async () => {
    const ann = await stage.enter('glare');
    const ben = await stage.enter('glare');
    await Promise.all([ann.join('Ann'), ben.join('Ben')]);
    await Promise.all([ann.waitForFrames(1), ben.waitForFrames(1)]);
  });
}

for (let round = 1; round <= IMPAIRED_ROUNDS; ++round) {
  test(`the same through an uneven network, round ${round} of ${IMPAIRED_ROUNDS}`, async () => {
    const network = await stage.network({ delay: 5, jitter: 30 });
    const ann = await stage.enter('uneven glare', network);
    const ben = await stage.enter('uneven glare', network);
    await Promise.all([ann.join('Ann'), ben.join('Ben')]);
    await Promise.all([ann.waitForFrames(1), ben.waitForFrames(1)]);
  });
}
