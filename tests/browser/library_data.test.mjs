// Data tracks: messages from browser to browser, in Chromium and Firefox.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { LibraryStage } from './support/library_page.mjs';

/** @import { LibraryPage } from './support/library_page.mjs' */

const stage = new LibraryStage();

const EVENTS = ['trackSubscribed', 'trackMessage'];

/** Both of a pair, each with a data track of its own. @param {string} room @param {LibraryPage[]} pages */
async function joinWithChat(room, [ann, ben]) {
  await ann.join('Ann', { name: room, data: [{ name: 'chat' }] }, EVENTS);
  await ben.join('Ben', { name: room, data: [{ name: 'chat' }] }, EVENTS);
  const subscribed = (/** @type {any} */ page) =>
    [...page.room.participants.values()].some(({ dataTracks }) =>
      [...dataTracks.values()].some(({ isSubscribed }) => isSubscribed));
  await Promise.all([ann.until(subscribed), ben.until(subscribed)]);
}

/** Sends by the page's own data track. @param {LibraryPage} from @param {string[]} texts */
const say = (from, ...texts) =>
  from.run((page, texts) => {
    const [{ track }] = page.room.localParticipant.dataTracks.values();
    for (const text of texts) track.send(text);
  }, texts);

/** @type {('Chromium' | 'Firefox')[][]} */
const PAIRS = [['Chromium', 'Firefox'], ['Firefox', 'Chromium'], ['Chromium', 'Chromium']];

for (const [first, second] of PAIRS) {
  test(`${second} joins ${first}, and they write to each other`, async () => {
    const pages = [await stage.open(first), await stage.open(second)];
    const [ann, ben] = pages;
    await joinWithChat(`chat ${first} ${second}`, pages);
    await say(ann, 'Hello', 'Ben 💼');
    await ben.until((page) => page.heard.includes('trackMessage Ben 💼 data:chat Ann'));
    const heard = await ben.run((page) =>
      page.heard.filter((/** @type {string} */ one) => one.startsWith('trackMessage')));
    assert.deepEqual(heard, ['trackMessage Hello data:chat Ann', 'trackMessage Ben 💼 data:chat Ann']);
    await say(ben, 'Hello Ann');
    await ann.until((page) => page.heard.includes('trackMessage Hello Ann data:chat Ben'));

    // Binary data in each of its forms arrives as an ArrayBuffer, in the order in which it was sent.
    await ann.run((page) => {
      const [{ track }] = page.room.localParticipant.dataTracks.values();
      track.send(new Blob([new Uint8Array([1, 2, 3])]));
      track.send(new Uint8Array([4, 5]).buffer);
      track.send(new Uint8Array([0, 6, 7, 0]).subarray(1, 3));
      track.send('end');
    });
    await ben.until((page) => page.heard.includes('trackMessage end data:chat Ann'));
    assert.deepEqual(await ben.run((page) => page.heard.slice(-4)), [
      'trackMessage [1,2,3] data:chat Ann', 'trackMessage [4,5] data:chat Ann',
      'trackMessage [6,7] data:chat Ann', 'trackMessage end data:chat Ann',
    ]);
    for (const page of pages) {
      await page.run((page) => page.room.disconnect());
      await page.close();
    }
  });
}

describe('data tracks', () => {
  test('one that is published later is told of, and heard by the others', async () => {
    const [ann, ben] = [await stage.open(), await stage.open()];
    await ann.join('Ann', { name: 'later' });
    await ben.join('Ben', { name: 'later' });
    await ben.run((page) => {
      page.watch(page.room, '', 'trackSubscribed', 'trackUnsubscribed', 'trackUnpublished', 'trackMessage');
    });
    await ann.run(async (page) => {
      page.track = new page.Video.LocalDataTrack({ name: 'sensor', maxRetransmits: 0, ordered: false });
      await page.room.localParticipant.publishTrack(page.track);
    });
    await ben.until((page) => page.heard.includes('trackSubscribed data:sensor publication:sensor Ann'));
    const reliability = await ben.run((page) => {
      const [participant] = page.room.participants.values();
      const [{ track }] = participant.dataTracks.values();
      const { reliable, ordered, maxRetransmits, maxPacketLifeTime } = track;
      return { reliable, ordered, maxRetransmits, maxPacketLifeTime };
    });
    assert.deepEqual(reliability,
        { reliable: false, ordered: false, maxRetransmits: 0, maxPacketLifeTime: null });
    await ann.run((page) => page.track.send('21 °C'));
    await ben.until((page) => page.heard.includes('trackMessage 21 °C data:sensor Ann'));
    await ann.run((page) => page.room.localParticipant.unpublishTrack(page.track).trackName);
    await ben.until((page) => page.heard.includes('trackUnpublished publication:sensor Ann'));
    assert.deepEqual(await ben.run((page) => page.heard.slice(-2)), [
      'trackUnsubscribed data:sensor publication:sensor Ann', 'trackUnpublished publication:sensor Ann',
    ]);
  });

  test('who comes later hears what is said from then on', async () => {
    const [ann, ben] = [await stage.open(), await stage.open()];
    await joinWithChat('third', [ann, ben]);
    const cleo = await stage.open();
    // Cleo has nothing to say herself.
    await cleo.join('Cleo', { name: 'third' }, EVENTS);
    for (const name of ['Ann', 'Ben']) {
      await cleo.until((page, name) =>
        page.heard.includes(`trackSubscribed data:chat publication:chat ${name}`), name);
    }
    await say(ann, 'Hello all');
    await say(ben, 'Hello Cleo');
    await cleo.until((page) => page.heard.includes('trackMessage Hello Cleo data:chat Ben'));
    await cleo.until((page) => page.heard.includes('trackMessage Hello all data:chat Ann'));
  });

  test('what a reliable track sends before anyone has its channel open is kept', async () => {
    const [ann, ben] = [await stage.open(), await stage.open()];
    await ann.join('Ann', { name: 'early', data: [{ name: 'chat' }] });
    // Said as soon as Ben is there, before there can be a connection.
    await ann.run((page) => {
      const [{ track }] = page.room.localParticipant.dataTracks.values();
      page.room.on('participantConnected', async () => {
        await page.until(() => track._sender.size > 0);
        track.send('Welcome');
      });
    });
    await ben.join('Ben', { name: 'early' }, EVENTS);
    await ben.until((page) => page.heard.includes('trackMessage Welcome data:chat Ann'));
  });

  test('a file of many megabytes arrives whole, piece by piece', async () => {
    const [ann, ben] = [await stage.open(), await stage.open()];
    await joinWithChat('file', [ann, ben]);
    await ben.run((page) => {
      page.received = 0;
      page.sum = 0;
      page.room.on('trackMessage', (/** @type {ArrayBuffer} */ data) => {
        page.received += data.byteLength;
        page.sum = (page.sum + new Uint8Array(data)[0]) % 65_521;
      });
    });
    const sent = await ann.run(async (page) => {
      const [{ track }] = page.room.localParticipant.dataTracks.values();
      let sum = 0;
      let most = 0;
      for (let piece = 0; piece < 160; ++piece) {
        await track.whenDrained();
        const bytes = new Uint8Array(128 * 1024).fill(piece);
        track.send(bytes);
        bytes.fill(255);  // the track has its own by now
        sum = (sum + piece) % 65_521;
        most = Math.max(most, track.bufferedAmount);
      }
      return { sum, most };
    });
    await ben.until((page) => page.received === 160 * 128 * 1024);
    assert.equal(await ben.run((page) => page.sum), sent.sum);
    assert.ok(sent.most <= 512 * 1024, `${sent.most} bytes waited`);
  });
});
