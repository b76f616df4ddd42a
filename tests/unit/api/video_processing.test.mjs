// What a processor is given of a track's frames.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { LocalVideoTrack } from '../../../client-wasm/api/local_video_track.js';
import { VideoProcessing } from '../../../client-wasm/platform/video_processing.js';
import { asTrack, FakeElement, FakeStream, FakeTrack, installFakeMedia } from './fake_media.mjs';

installFakeMedia();

/** A video that has a frame when the test says so, and a canvas. */
class FakePicture extends FakeElement {
  videoWidth = 640;
  videoHeight = 480;
  /** @type {(() => void)[]} */
  waiting = [];

  async play() {}

  /** @param {() => void} callback */
  requestVideoFrameCallback(callback) {
    this.waiting.push(callback);
  }

  getContext() {
    return { drawImage() {} };
  }

  captureStream() {
    return { getVideoTracks: () => [new FakeTrack('video', 'processed')] };
  }
}

const { createElement } = document;
let video = new FakePicture();
/** Each lets the processor go on. @type {(() => void)[]} */
let frames = [];

beforeEach(() => {
  frames = [];
  Object.assign(document, {
    createElement(/** @type {string} */ tag) {
      const element = new FakePicture(tag);
      if (tag === 'video') video = element;
      return element;
    },
  });
});

afterEach(() => Object.assign(document, { createElement }));

const processor = { processFrame: () => new Promise((resolve) => frames.push(() => resolve(undefined))) };

/** @param {string} [id] */
function camera(id) {
  return asTrack(new FakeTrack('video', id));
}

/** The video has a frame. */
function show() {
  for (const callback of video.waiting.splice(0)) callback();
}

/** The processor is done with all that it was given. */
async function finish() {
  for (const done of frames.splice(0)) done();
  await new Promise((resolve) => setImmediate(resolve));
}

test('each frame is processed once, also after another input', async () => {
  const processing = new VideoProcessing(camera(), processor);
  for (const id of ['second', 'third', 'fourth']) processing.setInput(camera(id));
  for (let count = 0; count < 3; ++count) {
    show();
    assert.equal(frames.length, 1);
    await finish();
  }
  const { srcObject } = video;
  assert.equal(srcObject instanceof FakeStream && srcObject.getTracks()[0].id, 'fourth');
});

test('a processor that is at a frame is given none of another input until it is done', async () => {
  const processing = new VideoProcessing(camera(), processor);
  show();
  processing.setInput(camera('second'));
  show();
  assert.equal(frames.length, 1);
  await finish();
  show();
  assert.equal(frames.length, 1);
  await finish();
});

test('after the end there are no frames, whatever was waited for', async () => {
  const processing = new VideoProcessing(camera(), processor);
  show();
  processing.stop();
  await finish();
  assert.equal(video.waiting.length, 0);
  const waiting = new VideoProcessing(camera(), processor);
  waiting.stop();
  show();
  assert.equal(frames.length, 0);
});

test('a processor for which nothing could be set up is not there', () => {
  const track = new LocalVideoTrack(camera());
  const wrong = /** @type {never} */ (null);
  assert.throws(() => track.addProcessor(processor, wrong), TypeError);
  assert.equal(track.processor, null);
  assert.equal(track.addProcessor(processor).processor, processor);
  track.removeProcessor(processor);
});

test('what a processor makes is off while its track is', () => {
  const track = new LocalVideoTrack(camera());
  track.addProcessor(processor);
  track.disable();
  assert.equal(track.processedTrack?.enabled, false);
  track.enable();
  assert.equal(track.processedTrack?.enabled, true);
  const off = new LocalVideoTrack(camera()).disable();
  assert.equal(off.addProcessor(processor).processedTrack?.enabled, false);
});
