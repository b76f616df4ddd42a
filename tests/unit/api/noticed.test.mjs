import './custom_event.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NewsDesk } from '../../../web/meeting/news.js';
import { playSounds } from '../../../web/meeting/noticed/sounds.js';
import { installFakeMedia } from './fake_media.mjs';

installFakeMedia();

/** How often something was played. */
let played = 0;
const parameter = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
class AudioNode {
  gain = parameter;
  connect = (/** @type {unknown} */ next) => next;
  start() {}
  stop() {}
}
Object.assign(globalThis, {
  AudioContext: class {
    currentTime = (played += 1);
  },
  GainNode: AudioNode,
  OscillatorNode: AudioNode,
});

test('in a large call nobody is heard coming and going, but knocking', () => {
  const call = { size: 9 };
  const news = new NewsDesk();
  playSounds(/** @type {any} */ ({ news, call }));
  for (const kind of /** @type {const} */ (['came', 'went'])) news.tell({ kind, words: '' });
  assert.equal(played, 0);
  news.tell({ kind: 'knock', words: '' });
  assert.equal(played, 1);
  call.size = 8;
  news.tell({ kind: 'came', words: '' });
  assert.equal(played, 2);
});

test('what happens all the time is heard now and then', () => {
  const news = new NewsDesk();
  playSounds(/** @type {any} */ ({ news, call: { size: 2 } }));
  played = 0;
  for (let count = 0; count < 50; ++count) news.tell({ kind: 'message', words: '' });
  assert.equal(played, 1);
});
