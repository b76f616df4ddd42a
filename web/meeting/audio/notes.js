import { applySpeaker } from '../devices/speaker.js';

/**
 * Plays some notes through the chosen speaker.
 * @param {readonly (readonly [frequency: number, start: number])[]} notes in Hz, and when each begins, in seconds
 * @param {number} loudest from 0 to 1
 * @param {number} [seconds] that each of them lasts
 */
export async function playNotes(notes, loudest, seconds = 0.45) {
  const context = new AudioContext();
  await applySpeaker(/** @type {object} */ (context));
  for (const [index, [frequency, start]] of notes.entries()) {
    const begin = context.currentTime + start;
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(loudest, begin + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + seconds);
    const note = new OscillatorNode(context, { frequency });
    note.connect(volume).connect(context.destination);
    note.start(begin);
    note.stop(begin + seconds);
    if (index === notes.length - 1) note.onended = () => context.close();
  }
}
