// The library's media, as a page that uses it sees it: what one side does, and what the other hears.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LibraryStage } from './support/library_page.mjs';

/** @import { LibraryPage } from './support/library_page.mjs' */
/** @typedef {'Chromium' | 'Firefox'} Browser */

const stage = new LibraryStage();

const EVENTS = ['trackPublished', 'trackSubscribed', 'trackStarted', 'trackDisabled', 'trackEnabled',
  'trackSwitchedOff', 'trackSwitchedOn', 'trackUnsubscribed', 'trackUnpublished', 'dominantSpeakerChanged',
  'participantDisconnected', 'disconnected'];

/**
 * Ann, who publishes a picture called "camera" and a tone called "microphone", and Ben, who watches.
 * @param {string} room
 * @param {{ ann?: object, ben?: object, browsers?: Browser[] }} [options]
 */
async function annAndBen(room, { ann: annOptions = {}, ben: benOptions = {}, browsers = [] } = {}) {
  const [ann, ben] = [await stage.open(browsers[0]), await stage.open(browsers[1])];
  await ann.run((page, options) => {
    page.picture = page.movingPicture();
    page.sound = page.tone();
    const tracks = [
      new page.Video.LocalVideoTrack(page.picture, { name: 'camera' }),
      new page.Video.LocalAudioTrack(page.sound, { name: 'microphone' }),
    ];
    return page.join({ identity: 'Ann', tracks, ...options });
  }, { name: room, ...annOptions });
  await ben.join('Ben', { name: room, tracks: [], ...benOptions }, EVENTS);
  return { ann, ben };
}

/** @param {LibraryPage} page */
const untilBothArrive = (page) => page.until((page) =>
  page.trackOf(page.other().videoTracks)?.isStarted && page.trackOf(page.other().audioTracks)?.isStarted);

/** @param {LibraryPage} page @param {string} event */
const untilHeard = (page, event) => page.until((page, event) => page.heard.includes(event), event);

/** Attaches the picture and waits until it moves. @param {LibraryPage} page */
const untilItMoves = (page) => page.run(async (page) => {
  page.element ??= document.body.appendChild(page.trackOf(page.other().videoTracks).attach());
  // Firefox counts a stream's frames elsewhere.
  const frames = () => page.element.mozPaintedFrames ?? page.element.getVideoPlaybackQuality().totalVideoFrames;
  const before = frames();
  await page.until(() => frames() > before + 3, 'the picture moves');
});

for (const browsers of /** @type {Browser[][]} */ ([['Chromium', 'Firefox'], ['Firefox', 'Chromium']])) {
  test(`${browsers.join(' and ')}: what one does, the other hears`, async () => {
    const { ann, ben } = await annAndBen(`events ${browsers[0]}`, { browsers });
    await untilBothArrive(ben);
    await untilItMoves(ben);
    await ann.run((page) => {
      const { localParticipant } = page.room;
      page.watch(localParticipant, '', 'trackDisabled', 'trackEnabled', 'trackStopped');
      page.camera = page.trackOf(localParticipant.videoTracks);
      page.camera.disable();
    });
    await untilHeard(ben, 'trackDisabled publication:camera Ann');
    await ann.run((page) => page.camera.enable());
    await untilHeard(ben, 'trackEnabled publication:camera Ann');
    assert.deepEqual(await ann.run((page) => page.heard), ['trackDisabled video:camera', 'trackEnabled video:camera']);
    await ann.run((page) => page.camera && page.room.localParticipant.unpublishTrack(page.camera).trackName);
    await untilHeard(ben, 'trackUnpublished publication:camera Ann');
    await ann.run((page) => page.room.disconnect() && 'done');
    await untilHeard(ben, 'participantDisconnected Ann');
    const heard = await ben.run((page) => page.heard.filter((/** @type {string} */ one) => /unpub|unsub/i.test(one)));
    assert.deepEqual(heard, ['trackUnsubscribed video:camera publication:camera Ann',
      'trackUnpublished publication:camera Ann', 'trackUnsubscribed audio:microphone publication:microphone Ann']);
    for (const page of [ann, ben]) await page.close();
  });

  test(`${browsers.join(' and ')}: statistics name tracks, codec, size and path`, async () => {
    const { ann, ben } = await annAndBen(`stats ${browsers[0]}`, { browsers });
    await untilBothArrive(ben);
    await untilItMoves(ben);
    const report = await ben.until(async (page) => {
      const [report] = await page.room.getStats();
      const [video] = report?.remoteVideoTrackStats ?? [];
      return video?.dimensions && video.bytesReceived > 0 && report.connections[0].path && report;
    });
    const [video] = report.remoteVideoTrackStats;
    assert.match(video.trackSid, /^MT[0-9a-f]{32}$/);
    assert.deepEqual(video.dimensions, { width: 320, height: 240 });
    assert.match(video.codec, /VP8|VP9|H264|AV1/);
    const [connection] = report.connections;
    // The same objects, of which Firefox's driver hands over only one.
    assert.equal(connection.remoteVideoTrackStats.length, 1);
    assert.equal(connection.path.relayed, false);
    assert.equal(connection.participantSid, await ann.run((page) => page.room.localParticipant.sid));
    const sent = await ann.until(async (page) => {
      const [report] = await page.room.getStats();
      return report?.localVideoTrackStats[0]?.bytesSent > 0 && report;
    });
    const [{ trackSid, trackId, ssrc }] = sent.localVideoTrackStats;
    assert.deepEqual([trackSid, ssrc], [video.trackSid, String(Number(video.ssrc))]);
    assert.equal(trackId, await ann.run((page) => page.picture.id));
    assert.equal(sent.localAudioTrackStats.length, 1);
    for (const page of [ann, ben]) await page.close();
  });
}

test('a track that is switched off is not sent, and again when it is switched on', async () => {
  const { ann, ben } = await annAndBen('switch');
  await untilBothArrive(ben);
  await untilItMoves(ben);
  await ben.run((page) => {
    page.trackOf(page.other().videoTracks).switchOff();
  });
  await untilHeard(ben, 'trackSwitchedOff video:camera publication:camera Ann');
  assert.equal(await ben.run((page) => page.trackOf(page.other().videoTracks).isSwitchedOff), true);
  // Nothing more is sent, as soon as the sender has heard of it.
  await ann.run(async (page) => {
    const sent = () => page.room.getStats()
      .then((/** @type {any[]} */ [report]) => report.localVideoTrackStats[0].packetsSent);
    await page.until(async () => {
      const before = await sent();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return (await sent()) === before;
    }, 'nothing is sent');
  });
  await ben.run((page) => {
    page.trackOf(page.other().videoTracks).switchOn();
  });
  await untilHeard(ben, 'trackSwitchedOn video:camera publication:camera Ann');
  await untilItMoves(ben);
});

test('no more is sent than is shown, and than the page allows', async () => {
  const { ann, ben } = await annAndBen('size');
  await untilBothArrive(ben);
  await untilItMoves(ben);
  await ben.run((page) => {
    page.trackOf(page.other().videoTracks).setContentPreferences({ renderDimensions: { width: 120, height: 90 } });
  });
  await ben.until((page) => page.element.videoHeight <= 90);
  await ben.until((page) => page.trackOf(page.other().videoTracks).dimensions.height <= 90);
  await ann.run((page) => page.room.localParticipant.setParameters({ maxVideoBitrate: 60_000 }) && 'done');
});

test('with a bandwidth profile, what is not attached is not received', async () => {
  const { ben } = await annAndBen('profile', { ben: { bandwidthProfile: { video: {} } } });
  await untilHeard(ben, 'trackSwitchedOff video:camera publication:camera Ann');
  await untilItMoves(ben);
  await untilHeard(ben, 'trackSwitchedOn video:camera publication:camera Ann');
});

for (const browser of /** @type {Browser[]} */ (['Chromium', 'Firefox'])) {
  test(`${browser}: with a bandwidth profile, an element that is as large as its picture limits it to nothing`, async () => {
    const { ann, ben } = await annAndBen(`unstyled ${browser}`, {
      ben: { bandwidthProfile: { video: {} } }, browsers: ['Chromium', browser],
    });
    await ben.run((page) => {
      page.errors = [];
      page.addEventListener('error', (/** @type {ErrorEvent} */ { message }) => page.errors.push(message));
    });
    await ann.run((page) => {
      page.room.localParticipant.publishTrack(page.movingPicture(640, 480), { name: 'large' }).then(() => 0);
    });
    await ben.until((page) => {
      page.large = [...page.other().videoTracks.values()].find(({ trackName, track }) => trackName === 'large' && track)?.track;
      return page.large;
    });
    const styled = (/** @type {string} */ style) => ben.run((page, style) => {
      page.element ??= document.body.appendChild(page.large.attach());
      if (style) page.element.setAttribute('style', style);
      else page.element.removeAttribute('style');
    }, style);
    for (const style of ['height: 60px', 'width: 80px', 'max-width: 80px']) {
      await styled(style);
      await ben.until((page) => page.element.videoHeight > 0 && page.element.videoHeight <= 120);
      assert.equal(await ben.run((page) => page.element.getAttribute('style')), style);
      for (const free of ['', 'max-width: 100%']) {
        await styled(free);
        await ben.until((page) => page.element.videoHeight === 480);
      }
    }
    assert.deepEqual(await ben.run((page) => page.errors), []);
  });
}

test('who subscribes to nothing is told of all and receives nothing', async () => {
  const { ben } = await annAndBen('nothing', { ben: { automaticSubscription: false } });
  assert.equal(await ben.run((page) => page.other().tracks.size), 2);
  const ann = await stage.open();
  await ann.join('Cleo', { name: 'nothing', tracks: [] });
  await untilBothArrive(ann);
  assert.equal(await ben.run((page) => page.trackOf(page.other().tracks) === undefined), true);
});

test('restart() takes another device, and the others see it without a new negotiation', async () => {
  const { ann, ben } = await annAndBen('restart', { ann: { tracks: undefined, video: { width: 320 }, audio: false } });
  await ben.until((page) => page.trackOf(page.other().videoTracks)?.isStarted);
  await untilItMoves(ben);
  await ben.run((page) => {
    page.before = page.trackOf(page.other().videoTracks);
  });
  await ann.run(async (page) => {
    const camera = page.trackOf(page.room.localParticipant.videoTracks);
    const { id, mediaStreamTrack: before } = camera;
    page.watch(camera, '', 'stopped', 'started');
    await camera.restart({ width: 160, height: 120 });
    if (camera.mediaStreamTrack === before || before.readyState !== 'ended') throw new Error('the same device');
    if (camera.id !== id || id !== before.id) throw new Error('another track');
  });
  await untilItMoves(ben);
  await ben.until((page) => page.element.videoWidth === 160);
  assert.equal(await ben.run((page) => page.before === page.trackOf(page.other().videoTracks)), true);
  assert.deepEqual(await ann.run((page) => page.heard.map((/** @type {string} */ one) => one.split(' ')[0])), ['stopped', 'started']);
});

test('what a processor makes is what the others see', async () => {
  const { ann, ben } = await annAndBen('processor');
  await untilBothArrive(ben);
  await untilItMoves(ben);
  await ann.run((page) => {
    page.processor = {
      processFrame(/** @type {HTMLCanvasElement} */ _, /** @type {HTMLCanvasElement} */ output) {
        const context = output.getContext('2d');
        if (!context) return;
        // White, which the picture itself never is.
        context.fillStyle = '#fff';
        context.fillRect(0, 0, output.width, output.height);
      },
    };
    const camera = page.trackOf(page.room.localParticipant.videoTracks);
    camera.addProcessor(page.processor);
    if (camera.processor !== page.processor) throw new Error('no processor');
  });
  const isWhite = (/** @type {any} */ page) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
    const context = canvas.getContext('2d');
    context?.drawImage(page.element, 0, 0, 8, 8);
    return context?.getImageData(4, 4, 1, 1).data.slice(0, 3).every((value) => value > 230);
  };
  await ben.until(isWhite);
  await ann.run((page) => {
    page.trackOf(page.room.localParticipant.videoTracks).removeProcessor(page.processor);
  });
  await ben.run(async (page, isWhite) => {
    const look = (0, eval)(isWhite);
    await page.until(() => !look(page), 'the picture is the old one');
  }, `${isWhite}`);
});

test('who speaks is told after a moment, to whoever asked, also if the page plays no sound', async () => {
  const { ann, ben } = await annAndBen('speaker', { ben: { dominantSpeaker: true } });
  await untilBothArrive(ben);
  await untilHeard(ben, 'dominantSpeakerChanged Ann');
  assert.equal(await ben.run((page) => page.room.dominantSpeaker?.identity), 'Ann');
  await ann.run((page) => page.room.disconnect() && 'done');
  await untilHeard(ben, 'dominantSpeakerChanged null');
});

test('network quality is told of both sides', async () => {
  const { ben } = await annAndBen('quality', { ben: { networkQuality: { local: 2, remote: 2 } } });
  // On a busy machine it takes longer until it is as good as it is here.
  await ben.until((page) => {
    const { networkQualityLevel, networkQualityStats } = page.other();
    return networkQualityLevel >= 4 && page.room.localParticipant.networkQualityLevel >= 4 &&
      networkQualityStats.roundTripTime >= 0 && networkQualityStats.packetLossReceived < 0.1;
  });
});

for (const browser of /** @type {const} */ (['Chromium', 'Firefox'])) {
  test(`${browser}: a preflight call completes, and says what it found`, async () => {
    const page = await stage.open(browser);
    const { report, progress, started, ended } = await page.run((page) => new Promise((resolve, reject) => {
      // By the clock of the report.
      const now = () => performance.timeOrigin + performance.now();
      const started = now();
      /** @type {string[]} */
      const progress = [];
      const preflight = page.Video.runPreflight('', { duration: 1500 });
      preflight.on('progress', (/** @type {string} */ name) => progress.push(name));
      preflight.on('completed', (/** @type {unknown} */ report) => resolve({ report, progress, started, ended: now() }));
      preflight.on('failed', reject);
    }));
    const [acquired, connected, ...rest] = progress;
    assert.deepEqual([acquired, connected, ...rest.splice(-2)], ['mediaAcquired', 'connected', 'mediaSubscribed', 'mediaStarted']);
    assert.deepEqual(rest.sort(), ['dtlsConnected', 'iceConnected', 'peerConnectionConnected']);
    assert.equal(report.selectedPath.relayed, false);
    const { localCandidate, remoteCandidate } = report.selectedIceCandidatePairStats;
    for (const { candidateType, protocol } of [localCandidate, remoteCandidate]) {
      assert.match(candidateType, /^(host|prflx)$/);
      assert.equal(protocol, 'udp');
    }
    assert.ok(report.iceCandidateStats.length >= 2);
    const { connect, ice, dtls, peerConnection, media } = report.networkTiming;
    for (const { start, end, duration } of [report.testTiming, connect, ice, dtls, peerConnection, media]) {
      assert.ok(started <= start && end <= ended && duration === end - start, `${started} ${start} ${end} ${ended}`);
    }
    assert.ok(connect.duration > 0 && media.duration >= ice.duration && media.end >= dtls.end);
    assert.ok(connect.end <= ice.start && ice.start <= dtls.end && peerConnection.end >= ice.end - 1);
    assert.ok(report.stats.rtt.average >= 0 && report.stats.packetLoss.average < 50);
    assert.ok(report.stats.jitter.max < 1, 'in seconds');
    await page.until(async (page) => (await page.Parley.liveObjects()).clients === 0);
  });
}

test('a preflight call that is stopped, or finds no server, fails', async () => {
  const page = await stage.open();
  const failure = (/** @type {object} */ options, stop = false) => page.run((page, options, stop) =>
    new Promise((resolve) => {
      const preflight = page.Video.runPreflight('', options);
      preflight.on('failed', (/** @type {any} */ error, /** @type {any} */ report) =>
        resolve([error.message, error.code, report.networkTiming.media.end]));
      if (stop) preflight.stop();
    }), options, stop);
  const [message] = await failure({}, true);
  assert.equal(message, 'stopped');
  const [, code] = await failure({ server: 'http://localhost:1' });
  assert.equal(code, 53000);
});

test('the namespace has the names of twilio-video.js, and nothing besides', async () => {
  const page = await stage.open();
  const names = await page.run((page) => ({
    names: Object.keys(page.Parley.Video).sort(),
    twilio: page.Twilio.Video === page.Parley.Video,
    supported: page.Video.isSupported,
    version: page.Video.version,
  }));
  assert.deepEqual(names.names, ['LocalAudioTrack', 'LocalDataTrack', 'LocalVideoTrack', 'Logger', 'connect',
    'createLocalAudioTrack', 'createLocalTracks', 'createLocalVideoTrack', 'isSupported', 'runPreflight', 'version']);
  assert.equal(names.twilio, true);
  assert.equal(names.supported, true);
  assert.match(names.version, /^\d+\.\d+\.\d+/);
});

test('without a token a name is needed', async () => {
  const page = await stage.open();
  const error = await page.run((page) => page.Video.connect('', { name: 'nameless', tracks: [] }).then(
    () => 'entered', (/** @type {any} */ { code, message }) => `${code} ${message}`));
  assert.equal(error, '53200 Without a token, connect() needs the option "identity".');
});

test('a token that is no string, and a connect() that is cancelled, are rejected', async () => {
  const page = await stage.open();
  const [wrong, cancelled] = await page.run(async (page) => {
    const nameOf = (/** @type {Promise<unknown>} */ promise) => promise.then(() => 'resolved', ({ name, message }) => `${name}: ${message}`);
    const connecting = page.Video.connect('', { name: 'cancel', identity: 'Ann', tracks: [] });
    connecting.cancel();
    return [await nameOf(page.Video.connect(undefined)), await nameOf(connecting)];
  });
  assert.match(wrong, /^TypeError/);
  assert.equal(cancelled, 'Error: Canceled');
});
