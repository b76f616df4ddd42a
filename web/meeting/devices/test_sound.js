import { applySpeaker } from './speaker.js';

/** Notes in Hz and when they begin, in seconds. */
const NOTES = [[523.25, 0], [659.25, 0.18], [783.99, 0.36]];
const NOTE_SECONDS = 0.45;

/** Plays three notes through the chosen speaker. */
export async function playTestSound() {
  const context = new AudioContext();
  await applySpeaker(/** @type {object} */ (context));
  for (const [frequency, start] of NOTES) {
    const begin = context.currentTime + start;
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.25, begin + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_SECONDS);
    const note = new OscillatorNode(context, { frequency });
    note.connect(volume).connect(context.destination);
    note.start(begin);
    note.stop(begin + NOTE_SECONDS);
    if (frequency === NOTES[NOTES.length - 1][0]) note.onended = () => context.close();
  }
}
