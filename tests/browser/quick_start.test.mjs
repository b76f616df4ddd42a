// A page in the manner of twilio-video.js's quick-starts runs with the library: fixtures/library/quick_start.js.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LibraryStage } from './support/library_page.mjs';

/** @import { LibraryPage } from './support/library_page.mjs' */

const stage = new LibraryStage();

/** @param {'Chromium' | 'Firefox'} browser @param {string} name @param {string} identity */
async function enter(browser, name, identity) {
  const page = await stage.open(browser);
  await page.run(() => new Promise((resolve) => {
    const script = Object.assign(document.createElement('script'), { src: '/quick_start.js', onload: resolve });
    document.head.append(script);
  }));
  await page.run((page, name, identity) => page.enter(name, identity), name, identity);
  return page;
}

/** Until pictures come there. @param {LibraryPage} page @param {string} selector */
async function untilItMoves(page, selector) {
  const before = await page.run((page, selector) => page.framesOf(selector), selector);
  await page.until((page, selector, before) => page.framesOf(selector) > before + 3, selector, before);
}

/** @param {string} identity */
const tileOf = (identity) => `[data-identity="${identity}"] video`;

for (const [first, second] of /** @type {const} */ ([['Chromium', 'Firefox'], ['Firefox', 'Chromium']])) {
  test(`a quick-start page in ${first} and ${second}`, async () => {
    const room = `quick ${first}`;
    const ann = await enter(first, room, 'Ann');
    const ben = await enter(second, room, 'Ben');
    await Promise.all([untilItMoves(ann, tileOf('Ben')), untilItMoves(ben, tileOf('Ann')), untilItMoves(ann, tileOf('Ann'))]);

    // Ben looks at Ann, whose camera goes off and on.
    await ben.run((page) => page.choose([...page.call.participants.values()][0]));
    await untilItMoves(ben, 'body > video');
    await ann.run((page) => page.toggleCamera());
    await ben.until((page) => !page.large.srcObject && !page.tileOf('Ann').srcObject);
    await ann.run((page) => page.toggleCamera());
    await untilItMoves(ben, 'body > video');
    await untilItMoves(ben, tileOf('Ann'));

    // What Ben chose meanwhile stays when Ann's camera goes.
    await ben.run((page) => page.choose(page.call.localParticipant));
    await ann.run((page) => page.toggleCamera());
    await ben.until((page) => !page.tileOf('Ann').srcObject);
    await untilItMoves(ben, 'body > video');

    await ann.run((page) => page.toggleScreen());
    await untilItMoves(ben, tileOf('Ann'));
    const { publishPriority, trackName } = await ben.run((page) => [...page.call.participants.values()][0].videoTracks.values().next().value.toJSON());
    assert.deepEqual([trackName, publishPriority], ['screen', 'low']);

    await ann.run((page) => page.call.disconnect());
    await ben.until(() => document.querySelectorAll('[data-identity]').length === 1);
    assert.equal(await ann.run(() => document.querySelectorAll('[data-identity]').length), 0);
    assert.deepEqual(await ann.run((page) => page.told), ['Ann came with camera,microphone',
      'Ann published microphone', 'Ann published camera', 'Ben came with camera,microphone',
      'I unpublished camera', 'Ann published camera', 'I unpublished camera', 'I published screen low true',
      'Ann published screen', `left ${room}`]);
    assert.deepEqual(await ben.run((page) => page.told), ['Ben came with camera,microphone', 'Ann came with camera,microphone',
      'Ben published microphone', 'Ben published camera',
      'Ann published camera', 'Ann published screen']);
    await Promise.all([ann.close(), ben.close()]);
  });
}
