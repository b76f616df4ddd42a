// How long words take from one person's page to another's, quiet and while a third participant sends that
// page all it can.

import { launchChromium } from '../../browser/support/chromium.mjs';
import { Meeting } from '../../browser/support/meeting.mjs';
import { Server } from '../../browser/support/server.mjs';
import { Site } from '../../browser/support/site.mjs';
import { Voice } from '../../../web/meeting/chat/signing/voice.js';

/** @typedef {import('playwright-core').Page} Page */

const ROOM = 'bench-pages';
const SAYINGS = 20;
/** Messages a second. */
export const PAGE_FLOOD_RATE = 500;
/** Signed beforehand, and sent one after the other, again and again. */
const PREPARED = 1000;

const FILES = {
  '/flood.html': `<!doctype html><html lang="en"><head><title>Flood</title>
<script src="/parley-video.js"></script></head><body></body></html>`,
};

/** In the page that floods. @param {string} room */
async function enter(room) {
  const { Video } = /** @type {any} */ (globalThis).Parley;
  const track = new Video.LocalDataTrack({ name: 'parley-messages' });
  const entered = await Video.connect('', { identity: 'Mallory', name: room, tracks: [track] });
  Object.assign(globalThis, { track });
  return entered.localParticipant.sid;
}

/** @param {[texts: string[], rate: number]} values */
function startFlood([texts, rate]) {
  const all = /** @type {any} */ (globalThis);
  const start = performance.now();
  let sent = 0;
  all.flood = setInterval(() => {
    for (const due = ((performance.now() - start) * rate) / 1000; sent < due; sent += 1) {
      all.track.send(texts[sent % texts.length]);
    }
  }, 10);
}

/** Has each page note when something is said in it, and when it is there. */
function noteTimes() {
  const now = () => performance.timeOrigin + performance.now();
  const all = /** @type {any} */ (globalThis);
  all.saidAt = [];
  all.shownAt = {};
  addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') all.saidAt.push(now());
  }, true);
  new MutationObserver((changes) => {
    for (const added of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      const text = added instanceof Element ? added.querySelector('.chat-text')?.textContent : null;
      if (text) all.shownAt[text] = now();
    }
  }).observe(document, { childList: true, subtree: true });
}

/** @param {Page} from @param {Page} to @param {string} when @returns {Promise<number[]>} milliseconds, in order of size */
async function latencies(from, to, when) {
  const times = [];
  for (let index = 0; index < SAYINGS; ++index) {
    const words = `${when} ${index}`;
    await from.locator('#chat-field').fill(words);
    await from.locator('#chat-field').press('Enter');
    const shown = await to.waitForFunction((text) => Reflect.get(globalThis, 'shownAt')[text], words);
    const said = await from.evaluate(() => Reflect.get(globalThis, 'saidAt').at(-1));
    times.push(/** @type {number} */ (await shown.jsonValue()) - said);
  }
  return times.sort((one, other) => one - other);
}

/** Quiet before and after, and flooded; of each the times in milliseconds, in order of size. */
export async function floodedPages() {
  const server = await Server.start();
  const site = await Site.start(server.url, FILES);
  const browser = await launchChromium('none');
  try {
    const newPage = async () => (await browser.newContext()).newPage();
    const [ann, ben] = await Promise.all(['Ann', 'Ben'].map(async (name) => {
      const page = await newPage();
      await page.addInitScript(noteTimes);
      const meeting = await Meeting.open(page, server.url, ROOM);
      await meeting.join(name);
      await page.click('#chat');
      return { page, meeting };
    }));
    const mallory = await newPage();
    await mallory.goto(`${site.url}/flood.html`);
    const sid = await mallory.evaluate(enter, ROOM);
    await ann.meeting.untilOthersAre(['Ben', 'Mallory']);
    const voice = await Voice.create(ROOM);
    const introduction = await voice.introduceAs(sid);
    const texts = await Promise.all(Array.from({ length: PREPARED }, async (_, index) => JSON.stringify({
      type: 'chat', ...introduction, entry: await voice.sign({ name: 'Mallory', text: `flood ${index}` }),
    })));
    const before = await latencies(ben.page, ann.page, 'before');
    await mallory.evaluate(startFlood, /** @type {[string[], number]} */ ([texts, PAGE_FLOOD_RATE]));
    await ann.page.waitForFunction(() => 'flood 0' in Reflect.get(globalThis, 'shownAt'));
    const flooded = await latencies(ben.page, ann.page, 'during');
    await mallory.evaluate(() => clearInterval(Reflect.get(globalThis, 'flood')));
    await mallory.close();
    const after = await latencies(ben.page, ann.page, 'after');
    return { before, flooded, after };
  } finally {
    await browser.close();
    await site.stop();
    await server.stop();
  }
}
