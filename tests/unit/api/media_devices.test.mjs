// Asking the browser for camera and microphone.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { createLocalAudioTrack, createLocalTracks } from '../../../client-wasm/api/create_local_tracks.js';
import { getUserMedia } from '../../../client-wasm/platform/media_devices.js';
import { FakeStream, FakeTrack } from './fake_media.mjs';

const { navigator } = globalThis;
afterEach(() => define(navigator));

/** @param {unknown} value */
function define(value) {
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
}

/** A browser that answers with these, one after the other; a string is an error's name. @param {unknown[]} answers */
function browserThatAnswers(...answers) {
  define({
    mediaDevices: {
      async getUserMedia() {
        const answer = answers.shift();
        if (typeof answer === 'string') throw new DOMException('no', answer);
        return answer;
      },
    },
  });
  return answers;
}

const stream = new FakeStream([new FakeTrack('video')]);

test('a camera that did not start in time is asked for once more', async () => {
  browserThatAnswers('AbortError', stream);
  assert.deepEqual(await getUserMedia({ video: true }), stream.getTracks());
});

test('and only once', async () => {
  const left = browserThatAnswers('AbortError', 'AbortError', stream);
  await assert.rejects(getUserMedia({ video: true }), { name: 'AbortError' });
  assert.equal(left.length, 1);
});

test('a refusal is not asked about again', async () => {
  for (const name of ['NotAllowedError', 'NotReadableError', 'NotFoundError']) {
    const left = browserThatAnswers(name, stream);
    await assert.rejects(getUserMedia({ video: true }), { name });
    assert.equal(left.length, 1);
  }
});

test('null is no constraints: what it stands for is not asked for', async () => {
  /** @type {unknown[]} */
  const asked = [];
  define({
    mediaDevices: {
      async getUserMedia(/** @type {unknown} */ constraints) {
        asked.push(constraints);
        return new FakeStream();
      },
    },
  });
  const none = /** @type {never} */ (null);
  await createLocalTracks({ audio: none, video: { width: 320 } });
  assert.deepEqual(asked, [{ audio: false, video: { width: 320 } }]);
});

test('without its plugin, noise cancellation is null and the console says so; the microphone is there', async (context) => {
  const warn = context.mock.method(console, 'warn', () => {});
  browserThatAnswers(new FakeStream([new FakeTrack('audio')]));
  const track = await createLocalAudioTrack({ noiseCancellationOptions: { vendor: 'krisp', sdkAssetsPath: '/krisp' } });
  assert.equal(track.noiseCancellation, null);
  assert.equal(warn.mock.callCount(), 1);
});
