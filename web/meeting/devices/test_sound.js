import { playNotes } from '../audio/notes.js';

const NOTES = /** @type {const} */ ([[523.25, 0], [659.25, 0.18], [783.99, 0.36]]);

/** Plays three notes through the chosen speaker. */
export function playTestSound() {
  return playNotes(NOTES, 0.25);
}
