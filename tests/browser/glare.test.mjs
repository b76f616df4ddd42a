// Two join at the same instant: whoever the server hears first, both make and get offers at
// nearly the same time.

import { test } from 'node:test';

import { Stage } from './support/stage.mjs';

const ROUNDS = Number(process.env.GLARE_ROUNDS ?? 20);

const stage = new Stage();

test(`two join at the same instant, ${ROUNDS} times over`, async (context) => {
  const ann = await stage.enter('glare 0');
  const ben = await stage.enter('glare 0');
  for (let round = 1; round <= ROUNDS; ++round) {
    await context.test(`round ${round}`, async () => {
      await Promise.all([ann.goTo(`glare ${round}`), ben.goTo(`glare ${round}`)]);
      await Promise.all([ann.join('Ann'), ben.join('Ben')]);
      await Promise.all([ann.waitForFrames(1), ben.waitForFrames(1)]);
    });
  }
});
