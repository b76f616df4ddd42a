/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { MessageKey } from '../../i18n/translate.js' */
import { create, createButton } from '../../common/create.js';
import { checkWhileTyping, showFieldError } from '../../common/elements.js';
import { describedSwitch } from '../../common/fields.js';
import { passwordProblem } from '../../common/text_problems.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from '../dialogs/dialog.js';

/** A host's settings for who can join: a lock, a waiting room, a password. @param {MeetingPage} page */
export function installRoomSettings({ call, controls }) {
  const dialog = new Dialog({ id: 'room-settings', title: 'host.settings' });
  const lock = describedSwitch(t('host.lock'), t('host.lock-about'), (on) => call.room?.setLocked(on));
  const waiting = describedSwitch(t('host.waiting-room'), t('host.waiting-room-about'),
    (on) => call.room?.setWaitingRoom(on));
  const password = passwordForm((text) => call.room?.setPassword(text));
  dialog.body.append(lock.element, waiting.element, password.element);
  const control = controls.add({
    id: 'show-room-settings',
    icon: 'shield',
    label: 'host.settings',
    key: 'k',
    opens: 'dialog',
    place: 'menu',
    order: 690,
    act: () => dialog.toggle(),
  });

  function show() {
    const { room, isHost } = call;
    control.set({ hidden: !isHost });
    if (!isHost) dialog.close();
    lock.box.checked = room?.isLocked ?? false;
    waiting.box.checked = room?.hasWaitingRoom ?? false;
    password.show(room?.hasPassword ?? false);
  }
  dialog.addEventListener('open', show);
  call.addEventListener('change', show);
  show();
}

/** @param {(text: string) => void} set '' for none */
function passwordForm(set) {
  const attributes = { id: 'room-password', type: 'text', autocomplete: 'off' };
  const field = create('input', { className: 'form-control', attributes });
  const label = create('label', { className: 'form-label', text: t('host.password'), attributes: { for: field.id } });
  const error = create('p', { className: 'field-error', attributes: { id: 'room-password-error', 'aria-live': 'polite' } });
  checkWhileTyping(field, error, passwordProblem);
  const state = create('p', { className: 'form-text', attributes: { id: 'room-password-state', 'aria-live': 'polite' } });
  field.setAttribute('aria-describedby', `${error.id} ${state.id}`);
  const save = create('button', { className: 'btn btn-primary', text: t('host.password-set'), attributes: { type: 'submit' } });
  const remove = createButton({ className: 'btn btn-quiet', text: t('host.password-remove'), attributes: { id: 'remove-password' } },
    () => {
      set('');
      field.focus();
    });
  /** @type {MessageKey} */
  let words = 'host.password-is-none';
  const element = create('form', { className: 'room-password' }, label,
    create('div', { className: 'room-password-line' }, field, save), error, state, remove);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const problem = passwordProblem(field.value);
    showFieldError(field, error, problem);
    if (problem || field.value === '') return;
    set(field.value);
    field.value = '';
  });
  return {
    element,
    /** @param {boolean} isSet */
    show(isSet) {
      const now = isSet ? 'host.password-is-set' : 'host.password-is-none';
      remove.hidden = !isSet;
      // Another change of the room takes no message away.
      if (words === now && state.textContent !== '') return;
      words = now;
      state.textContent = t(words);
    },
  };
}
