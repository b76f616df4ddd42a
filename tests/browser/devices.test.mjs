// Who has no camera or microphone, or keeps them to themselves, can take part and is told so.

import { after, before, describe, test } from 'node:test';

import { launchChromium } from './support/chromium.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @type {[import('./support/chromium.mjs').Devices, RegExp][]} */
const situations = [
  ['denied', /camera|microphone/i],
  ['none', /camera|microphone/i],
  ['no camera', /camera/i],
];

for (const [devices, notice] of situations) {
  describe(`devices: ${devices}`, () => {
    /** @type {import('playwright-core').Browser} */
    let browser;
    before(async () => {
      browser = await launchChromium(devices);
    });
    after(async () => {
      await browser?.close();
    });

    test('one joins all the same and is told', async () => {
      const room = `devices ${devices}`;
      const ben = await stage.enter(room);
      await ben.join('Ben');
      const ann = await Meeting.open(await browser.newPage(), stage.server.url, room);
      await ann.untilNotice(notice);
      await ann.join('Ann');
      await until('nothing is before the faces', () => ann.notice(), (text) => text === '');
      await ann.waitForFrames(1);
      await ann.toggle('camera');
      await ann.untilNotice(notice);
      await ben.untilOthersAre(['Ann']);
      await ann.leave();
      await ann.navigate(`${stage.server.url}/check.html`);
      await ann.click('#start-check');
      await ann.untilText('#verdict', notice);
    });
  });
}
