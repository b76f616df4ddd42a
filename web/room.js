import { preload } from '../client-wasm/api/index.js';
import { byId, showFieldError } from './common/elements.js';
import { lobbyAddress } from './common/hosting.js';
import { fillIcons } from './common/icons.js';
import { roomNameIn, roomNameProblem } from './common/room_name.js';
import { speak } from './i18n/page_language.js';
import { t } from './i18n/translate.js';
import { Call } from './meeting/call.js';
import { callErrorWords, statusWords } from './meeting/call_words.js';
import { bindCopyLink } from './meeting/copy_link.js';
import { Device } from './meeting/device.js';
import { LocalTile } from './meeting/local_tile.js';
import { mediaProblemWords } from './meeting/media_words.js';
import { Notices } from './meeting/notices.js';
import { rememberedName, rememberName } from './meeting/preferences.js';
import { startDevices } from './meeting/start_devices.js';
import { Tiles } from './meeting/tiles.js';
import { bindToggle } from './meeting/toggle.js';

/** A browser that needs no answer of the person has the devices by then. */
const PATIENCE_MS = 1500;

const LABELS = /** @type {const} */ ({
  ready: 'before.join',
  connecting: 'before.connecting',
  'in-call': 'call.leave',
});

await speak();

const nameField = byId('name', HTMLInputElement);
const nameError = byId('name-error', HTMLElement);
const joinLeave = byId('join-leave', HTMLButtonElement);
const microphoneButton = byId('microphone', HTMLButtonElement);
const status = byId('status', HTMLElement);
const lobbyLink = byId('lobby-link', HTMLAnchorElement);

const roomName = roomNameIn(location);
const notices = new Notices(byId('notice', HTMLElement));
const tiles = new Tiles(byId('tiles', HTMLElement));
const microphone = new Device('audio');
const camera = new Device('video');
const localTile = new LocalTile({ microphone, camera });
const call = new Call([microphone, camera], tiles);

function showCall() {
  document.body.dataset.phase = call.phase;
  status.textContent = statusWords(call.size, call.reconnecting);
  joinLeave.textContent = t(LABELS[call.phase]);
  joinLeave.classList.toggle('btn-danger', call.phase === 'in-call');
  joinLeave.classList.toggle('btn-primary', call.phase !== 'in-call');
  joinLeave.disabled = call.phase === 'connecting' || roomNameProblem(roomName) !== '';
  notices.show('call', call.error ? callErrorWords(call.error) : '', 'danger');
}

function showMediaProblems() {
  notices.show('media', mediaProblemWords({ audio: microphone.problem, video: camera.problem }));
}

async function join() {
  const identity = nameField.value.trim();
  showFieldError(nameField, nameError, identity ? '' : t('before.name-missing'));
  if (!identity) return;
  rememberName(identity);
  localTile.rename(identity);
  await call.join(roomName, identity);
  // The field has gone and the button was disabled: whoever came by keyboard needs a new place. It is
  // not "Leave call", which a second Enter would press.
  if (document.activeElement === document.body || document.activeElement === nameField) {
    (call.phase === 'in-call' ? microphoneButton : joinLeave).focus();
  }
}

fillIcons();
preload();
lobbyLink.href = lobbyAddress();
byId('room-title', HTMLElement).textContent = roomName;
bindCopyLink(byId('copy-link', HTMLButtonElement), byId('copy-link-label', HTMLElement));
bindToggle(microphoneButton, microphone);
bindToggle(byId('camera', HTMLButtonElement), camera);

nameField.value = rememberedName();
localTile.rename(nameField.value);
nameField.addEventListener('input', () => {
  showFieldError(nameField, nameError, '');
  localTile.rename(nameField.value.trim());
});
byId('join-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  if (call.phase === 'in-call') call.leave();
  else join();
});

tiles.add('local', localTile);
call.addEventListener('change', showCall);
for (const device of [microphone, camera]) device.addEventListener('change', showMediaProblems);
// Others see at once that this tab was closed, before its socket times out.
addEventListener('pagehide', () => call.leave());

if (roomNameProblem(roomName)) {
  notices.show('room', t('before.no-room'), 'danger');
} else {
  document.title = t('before.room-document-title', { room: roomName });
}
showCall();

const waiting = setTimeout(() => notices.show('media', t('media.waiting')), PATIENCE_MS);
await startDevices(microphone, camera);
clearTimeout(waiting);
showMediaProblems();
