// The first seed's page, exactly as its author printed it, holds calls by way of this server.

import { test } from 'node:test';

import { Meeting } from './support/meeting.mjs';
import { SEED_ROOM, SeedPage, toSeedServer } from './support/seed_page.mjs';
import { Stage } from './support/stage.mjs';

const stage = new Stage({ flags: toSeedServer });

async function openSeedPage(name = 'The seed page') {
  const page = await SeedPage.open(await stage.page(), name);
  await page.untilReady();
  return page;
}

async function openParleyPage() {
  const page = await Meeting.open(await stage.page(), stage.server.url, SEED_ROOM);
  await page.join('Ann');
  return page;
}

/** Where both tabs offer at once the page rolls its offer back, and Chromium shows no picture after
 *  some rollbacks. No server can help that; people reload, and so does this. */
const RELOADS = 3;
const RELOAD_AFTER_MS = 20_000;

test('two tabs of the page see each other', async (context) => {
  const first = await openSeedPage('The first tab');
  const second = await openSeedPage('The second tab');
  /** @param {number} [patience] */
  const seeEachOther = (patience) => Promise.all([first.waitForFrames(patience), second.waitForFrames(patience)]);
  for (let reload = 1; reload <= RELOADS; ++reload) {
    try {
      await seeEachOther(RELOAD_AFTER_MS);
      return;
    } catch (error) {
      context.diagnostic(`${error}: reload ${reload}`);
      await second.reload();
    }
  }
  await seeEachOther();
});

test("the page and Parley's, the page being there first", async () => {
  const seed = await openSeedPage();
  const ann = await openParleyPage();
  await ann.waitForFrames(1);
  await seed.waitForFrames();
});

test("the page and Parley's, the page coming later", async () => {
  const ann = await openParleyPage();
  const seed = await openSeedPage();
  await ann.waitForFrames(1);
  await seed.waitForFrames();
});
