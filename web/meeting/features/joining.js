/** @import { MeetingPage } from '../meeting_page.js' */
import { spelled } from '../../../client-wasm/api/names.js';
import { followTokenOfPage, withTokenOfPage } from '../../common/access.js';
import { byId, checkWhileTyping, setText, showFieldError } from '../../common/elements.js';
import { checkAddress } from '../../common/hosting.js';
import { roomNameProblem } from '../../common/room_name.js';
import { nameProblem, passwordProblem } from '../../common/text_problems.js';
import { t } from '../../i18n/translate.js';
import { askForPassword, checkPassword, enteredPassword, isAboutPassword } from '../before/password.js';
import { callErrorWords, endedWords, statusWords } from '../call_words.js';
import { rememberedName, rememberName } from '../preferences.js';

const LABELS = /** @type {const} */ ({
  ready: 'before.join',
  connecting: 'before.connecting',
  waiting: 'before.stop-waiting',
  'in-call': 'call.leave',
});

/** The form before the call, the button that joins and leaves, and the status. @param {MeetingPage} page */
export function installJoining({ announcer, call, notices, localTile, roomName }) {
  const nameField = byId('name', HTMLInputElement);
  const nameError = byId('name-error', HTMLElement);
  const joinLeave = byId('join-leave', HTMLButtonElement);
  const welcome = byId('welcome', HTMLElement);
  const label = byId('join-leave-label', HTMLElement);
  const status = byId('status', HTMLElement);
  const homeLink = byId('home-link', HTMLAnchorElement);

  function show() {
    const { phase } = call;
    document.body.dataset.phase = phase;
    document.body.toggleAttribute('data-reconnecting', call.reconnecting);
    setText(status, statusWords(call.size, call.reconnecting));
    setText(label, t(LABELS[phase]));
    joinLeave.title = phase === 'in-call' ? t('call.leave') : '';
    joinLeave.classList.toggle('btn-danger', phase === 'in-call');
    joinLeave.classList.toggle('btn-primary', phase !== 'in-call');
    // Following a link must not hang up.
    homeLink.target = phase === 'ready' ? '' : '_blank';
    homeLink.title = phase === 'ready' ? '' : t('call.home-in-tab');
    joinLeave.disabled = phase === 'connecting' || roomNameProblem(roomName) !== '';
    const { error } = call;
    const isPassword = error !== null && isAboutPassword(error);
    const isPeoples = error !== null && endedWords(error) !== null;
    notices.show('call', error && !isPassword ? callErrorWords(error, call.most) : '', isPeoples ? 'warning' : 'danger');
    notices.setAction('call', t('check.offer'),
      error && !isPassword && !isPeoples ? () => open(withTokenOfPage(checkAddress()), '_blank') : null);
  }

  async function join() {
    const identity = spelled(nameField.value);
    const problem = identity ? nameProblem('identity', identity) : t('before.name-missing');
    showFieldError(nameField, nameError, problem);
    if (problem) return;
    if (passwordProblem(enteredPassword())) return askForPassword(passwordProblem(enteredPassword()));
    rememberName(identity);
    localTile.rename(identity);
    await call.join(roomName, identity, enteredPassword());
    if (call.error && isAboutPassword(call.error)) return askForPassword(callErrorWords(call.error));
    // What had the focus has gone, or is another button now: whoever came by keyboard needs a new place. It
    // is not "Leave call", which a second Enter, or the space bar to talk, would press.
    const { activeElement } = document;
    const isLost = activeElement === document.body;
    if (call.phase !== 'in-call') {
      if (isLost || activeElement === nameField) joinLeave.focus();
    } else if (isLost || activeElement === joinLeave || welcome.contains(activeElement)) {
      byId('stage', HTMLElement).focus();
    }
  }

  nameField.value = rememberedName();
  localTile.rename(nameField.value);
  checkWhileTyping(nameField, nameError, (text) => nameProblem('identity', text));
  nameField.addEventListener('input', () => localTile.rename(spelled(nameField.value)));
  checkPassword();
  byId('join-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    if (call.phase === 'ready') join();
    else call.leave();
  });
  // The same button joins and leaves: the second press of a double click, or of a key that is held, would undo the first.
  joinLeave.addEventListener('click', (event) => {
    if (event.detail > 1) event.preventDefault();
  });
  joinLeave.addEventListener('keydown', (event) => {
    if (event.repeat) event.preventDefault();
  });
  call.addEventListener('change', show);
  followTokenOfPage(() => {
    if (call.phase !== 'ready') return;
    call.forgetError();
    announcer.show(t('before.invited'));
  });
  // Others see at once that this tab was closed, before its socket times out.
  addEventListener('pagehide', () => call.leave());
  show();
}
