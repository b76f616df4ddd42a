// What is in the file of a recording.

import { readFile } from 'node:fs/promises';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';

/** @typedef {{ width: number, height: number, duration: number, sound: number, sought: number }} Film seconds and pixels */

/**
 * Plays it in a browser, and winds it to its middle.
 * @param {{ evaluate(play: (base64: string) => Promise<Film>, base64: string): Promise<Film> }} page
 * @param {string} path
 */
export async function playFilm(page, path) {
  const film = await readFile(path);
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const video = document.createElement('video');
    video.src = URL.createObjectURL(new Blob([bytes]));
    const once = (/** @type {string} */ event) => new Promise((resolve, reject) => {
      video.addEventListener(event, resolve, { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message)));
    });
    await once('loadeddata');
    const { duration, videoWidth: width, videoHeight: height } = video;
    let sought = NaN;
    if (Number.isFinite(duration)) {
      video.currentTime = duration / 2;
      await once('seeked');
      sought = video.currentTime;
    }
    const { duration: sound } = await new AudioContext().decodeAudioData(bytes.buffer);
    return { width, height, duration, sound, sought };
  }, film.toString('base64'));
}

/**
 * How many pictures it has.
 * @param {Uint8Array} bytes
 */
export async function countPictures(bytes) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('the film has no pictures');
  let count = 0;
  for await (const _ of new EncodedPacketSink(track).packets()) count += 1;
  return count;
}
