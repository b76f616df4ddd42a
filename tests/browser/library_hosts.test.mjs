// What a host of a room may do, through the library, in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LibraryStage } from './support/library_page.mjs';

const stage = new LibraryStage();

/** @typedef {import('./support/library_page.mjs').LibraryPage} LibraryPage */

/**
 * Pages in a room of that name; the first of them is the host.
 * @param {string} name
 * @param {string[]} identities
 */
async function meet(name, identities) {
  /** @type {LibraryPage[]} */
  const pages = [];
  for (const identity of identities) {
    const page = await stage.open();
    await page.join(identity, { name });
    pages.push(page);
  }
  for (const page of pages) {
    await page.until((page, others) => page.room.participants.size === others, identities.length - 1);
  }
  return pages;
}

/**
 * Why one does not come into the room; '' where it does.
 * @param {LibraryPage} page
 * @param {object} options
 * @returns {Promise<string>}
 */
function entering(page, options) {
  return page.run((page, options) => page.join({ identity: 'Cleo', ...options })
    .then(() => '', (/** @type {any} */ error) => error.id), options);
}

/** Begins to enter; `page.entering` is "waiting" and then what came of it. @param {LibraryPage} page @param {object} options */
async function knock(page, options) {
  await page.run((page, options) => {
    page.entering = '';
    page.join({ identity: 'Cleo', ...options, onWaiting: () => (page.entering = 'waiting') })
      .then(() => (page.entering = 'in'), (/** @type {any} */ error) => (page.entering = error.id));
  }, options);
  await page.until((page) => page.entering === 'waiting');
}

test('the first is host, and the next one when it leaves', async () => {
  const [ann, ben] = await meet('hosts', ['Ann', 'Ben']);
  assert.equal(await ann.run((page) => page.room.localParticipant.isHost), true);
  assert.equal(await ben.run((page) => page.room.localParticipant.isHost), false);
  assert.equal(await ben.run((page) => page.other().isHost), true);
  assert.equal(await ben.run((page) => {
    page.watch(page.room, 'room ', 'participantHostChanged');
    try {
      page.room.setLocked(true);
    } catch (error) {
      return /** @type {any} */ (error).id;
    }
    return '';
  }), 'host-required');
  await ann.run((page) => page.room.disconnect());
  await ben.until((page) => page.room.localParticipant.isHost);
  assert.deepEqual(await ben.run((page) => page.heard), ['room participantHostChanged Ben']);
});

test('a locked room lets nobody in, and everyone knows', async () => {
  const [ann, ben] = await meet('locked', ['Ann', 'Ben']);
  const cleo = await stage.open();
  await ann.run((page) => page.room.setLocked(true));
  await ben.until((page) => page.room.isLocked);
  assert.equal(await entering(cleo, { name: 'locked' }), 'room-locked');
  const seen = await cleo.run(async (page) => {
    const preview = await page.Parley.preload({ name: 'locked' });
    await page.until(() => preview.participantCount);
    page.preview = preview;
    return [preview.isLocked, preview.participants, preview.participantCount];
  });
  assert.deepEqual(seen, [true, null, 2]);
  await ann.run((page) => page.room.setLocked(false));
  await cleo.until((page) => page.preview.participants);
  assert.deepEqual(await cleo.run(({ preview }) => preview.participants.map((/** @type {any} */ { isHost }) => isHost)),
    [true, false]);
  await ben.until((page) => !page.room.isLocked);
  assert.equal(await entering(cleo, { name: 'locked' }), '');
});

test('a password is asked for, and the call of one who says it has media', async () => {
  const [ann] = await meet('password', ['Ann']);
  await ann.run((page) => {
    page.room.localParticipant.publishTrack(page.movingPicture());
    page.room.setPassword('open sesame');
  });
  await ann.until((page) => page.room.hasPassword);
  const cleo = await stage.open();
  assert.equal(await entering(cleo, { name: 'password' }), 'password-required');
  assert.equal(await entering(cleo, { name: 'password', password: 'sesame' }), 'password-wrong');
  assert.equal(await entering(cleo, { name: 'password', password: 'open sesame' }), '');
  await cleo.until((page) => page.trackOf(page.other()?.videoTracks ?? new Map()));
  const logs = [await ann.run((page) => page.room.getEventLog()), await cleo.run((page) => page.room.getEventLog())];
  for (const log of logs) assert.doesNotMatch(log, /sesame/);
});

test('who waits is let in or not, over a lost connection too', async () => {
  const [ann] = await meet('waiting', ['Ann']);
  await ann.run((page) => {
    page.watch(page.room, '', 'participantWaiting', 'participantWaitingEnded');
    page.room.setWaitingRoom(true);
  });
  await ann.until((page) => page.room.hasWaitingRoom);
  const cleo = await stage.open();
  await knock(cleo, { name: 'waiting' });
  await ann.until((page) => page.room.waiting.size === 1);
  assert.equal(await ann.run((page) => page.room.participants.size), 0);
  await ann.run((page) => page.room.refuse([...page.room.waiting.keys()][0]));
  await cleo.until((page) => page.entering === 'entry-refused');
  await knock(cleo, { name: 'waiting' });
  await ann.until((page) => page.room.waiting.size === 1);
  await ann.run((page) => page.room.admit([...page.room.waiting.keys()][0]));
  await cleo.until((page) => page.entering === 'in');
  await ann.until((page) => page.room.waiting.size === 0 && page.other());
  assert.deepEqual(await ann.run((page) => page.heard), [
    'participantWaiting Cleo', 'participantWaitingEnded Cleo',
    'participantWaiting Cleo', 'participantWaitingEnded Cleo',
  ]);
});

test('one who has looked first waits too, and then has media', async () => {
  const [ann] = await meet('look and wait', ['Ann']);
  await ann.run((page) => {
    page.room.localParticipant.publishTrack(page.movingPicture());
    page.room.setWaitingRoom(true);
  });
  await ann.until((page) => page.room.hasWaitingRoom);
  const cleo = await stage.open();
  await cleo.run(async (page) => {
    const preview = await page.Parley.preload({ name: 'look and wait' });
    await page.until(() => preview.hasWaitingRoom);
  });
  await knock(cleo, { name: 'look and wait' });
  await ann.until((page) => page.room.waiting.size === 1);
  await ann.run((page) => page.room.setWaitingRoom(false));
  await cleo.until((page) => page.entering === 'in');
  await cleo.until((page) => page.trackOf(page.other()?.videoTracks ?? new Map()));
});

test('one that is muted is silent at once, and may speak again', async () => {
  const [ann, ben, cleo] = await meet('mute', ['Ann', 'Ben', 'Cleo']);
  await ben.run((page) => {
    page.watch(page.room.localParticipant, '', 'trackDisabled', 'mutedByHost', 'trackEnabled');
    return page.room.localParticipant.publishTrack(page.tone(), { name: 'tone' }).then(() => {});
  });
  const ofBen = () => cleo.run((page) => {
    const ben = [...page.room.participants.values()].find(({ identity }) => identity === 'Ben');
    const [publication] = ben.audioTracks.values();
    return [publication.isTrackEnabled, publication.track.isEnabled, publication.track.mediaStreamTrack.enabled];
  });
  await cleo.until((page) => [...page.room.participants.values()].some((one) => page.trackOf(one.audioTracks)));
  assert.deepEqual(await ofBen(), [true, true, true]);
  await ann.run((page) => {
    [...page.room.participants.values()].find(({ identity }) => identity === 'Ben').mute('audio');
  });
  await ben.until((page) => page.heard.length === 2);
  assert.deepEqual(await ben.run((page) => page.heard), ['trackDisabled audio:tone', 'mutedByHost audio:tone Ann']);
  await cleo.until((page) => [...page.room.participants.values()].some((one) => page.trackOf(one.audioTracks)?.isEnabled === false));
  assert.deepEqual(await ofBen(), [false, false, false]);
  await ben.run((page) => [...page.room.localParticipant.audioTracks.values()][0].track.enable());
  await cleo.until((page) => [...page.room.participants.values()].some((one) => page.trackOf(one.audioTracks)?.isEnabled));
  assert.deepEqual(await ofBen(), [true, true, true]);
});

test('one that ignores being muted is not heard', async () => {
  const [ann, ben, cleo] = await meet('deaf', ['Ann', 'Ben', 'Cleo']);
  await ben.run((page) => {
    const { localParticipant } = page.room;
    localParticipant._mutedByHost = () => {};
    return localParticipant.publishTrack(page.tone(), { name: 'tone' }).then(() => {});
  });
  await cleo.until((page) => [...page.room.participants.values()].some((one) => page.trackOf(one.audioTracks)));
  await ann.run((page) => {
    [...page.room.participants.values()].find(({ identity }) => identity === 'Ben').mute('audio');
  });
  await cleo.until((page) => [...page.room.participants.values()].some((one) =>
    page.trackOf(one.audioTracks)?.mediaStreamTrack.enabled === false));
  assert.equal(await ben.run((page) => [...page.room.localParticipant.audioTracks.values()][0].track.isEnabled), true);
});

test('one that is removed is gone from everyone, and knows why', async () => {
  const [ann, ben, cleo] = await meet('remove', ['Ann', 'Ben', 'Cleo']);
  await ben.run((page) => {
    page.room.on('disconnected', (/** @type {any} */ _, /** @type {any} */ error) => (page.reason = error.id));
  });
  await ann.run((page) => {
    [...page.room.participants.values()].find(({ identity }) => identity === 'Ben').remove();
  });
  await ben.until((page) => page.reason === 'removed');
  for (const page of [ann, cleo]) await page.until((page) => page.room.participants.size === 1);
});

test('the end is for everyone', async () => {
  const pages = await meet('end', ['Ann', 'Ben', 'Cleo']);
  for (const page of pages) {
    await page.run((page) => {
      page.room.on('disconnected', (/** @type {any} */ _, /** @type {any} */ error) => (page.reason = `${error.id} ${error.code}`));
    });
  }
  await pages[0].run((page) => page.room.end());
  for (const page of pages) await page.until((page) => page.reason === 'room-ended 53118');
});

test('a restart of the server leaves host and lock', async () => {
  const [ann, ben] = await meet('restart', ['Ann', 'Ben']);
  await ann.run((page) => {
    page.room.on('reconnected', () => (page.back = true));
    page.room.setLocked(true);
  });
  await ben.until((page) => page.room.isLocked);
  await stage.loseServer();
  await stage.restartServer();
  await ann.until((page) => page.back && page.room.localParticipant.isHost && page.room.isLocked);
  const cleo = await stage.open();
  assert.equal(await entering(cleo, { name: 'restart' }), 'room-locked');
  await ann.run((page) => page.room.setLocked(false));
  await ben.until((page) => !page.room.isLocked);
});
