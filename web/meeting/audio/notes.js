import { applySpeaker } from '../devices/speaker.js';

const NOTE_SECONDS = 0.45;

/**
 * Plays some notes through the chosen speaker.
 * @param {readonly (readonly [frequency: number, start: number])[]} notes in Hz, and when each begins, in seconds
 * @param {number} loudest from 0 to 1
 */
export async function playNotes(notes, loudest) {
  const context = new AudioContext();
  await applySpeaker(/** @type {object} */ (context));
  for (const [index, [frequency, start]] of notes.entries()) {
    const begin = context.currentTime + start;
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(loudest, begin + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_SECONDS);
    const note = new OscillatorNode(context, { frequency });
    note.connect(volume).connect(context.destination);
    note.start(begin);
    note.stop(begin + NOTE_SECONDS);
    if (index === notes.length - 1) note.onended = () => context.close();
  }
}
