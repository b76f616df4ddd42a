/** @import { MeetingPage } from '../meeting_page.js' */
import { byId, setText } from '../../common/elements.js';
import { t } from '../../i18n/translate.js';
import { playNotes } from '../audio/notes.js';
import { endedWords } from '../call_words.js';

/** Quiet, and rising: the door opens. */
const LET_IN = /** @type {const} */ ([[523.25, 0], [783.99, 0.16]]);

/**
 * The heading over the form: whether the person is about to join, waits to be let in, or has left a
 * call, and how.
 * @param {MeetingPage} page
 */
export function installWelcome({ call, announcer }) {
  const title = byId('welcome-title', HTMLElement);
  let hasBeenIn = false;
  let { phase } = call;

  function words() {
    if (call.phase === 'waiting') return t('before.waiting-title');
    const ended = call.error && endedWords(call.error);
    if (ended) return t(ended);
    return t(hasBeenIn && !call.error ? 'ended.left' : 'before.title');
  }

  call.addEventListener('change', () => {
    const before = phase;
    phase = call.phase;
    setText(title, words());
    if (before === phase) return;
    if (phase === 'waiting') {
      announcer.say(`${words()}. ${t('before.waiting')}`);
      // Not to the button, which a second Enter would press.
      title.focus();
    }
    if (before === 'waiting' && phase === 'in-call') {
      announcer.say(t('before.let-in'));
      playNotes(LET_IN, 0.12);
    }
    if (phase === 'in-call') hasBeenIn = true;
  });
}
