import { spelled } from '../client-wasm/api/names.js';
import { showBranding } from './branding/show_branding.js';
import { byId, checkWhileTyping, showFieldError } from './common/elements.js';
import { inAskedLanguage, meetingAddress } from './common/hosting.js';
import { fillIcons } from './common/icons.js';
import { newLinkKey, withLinkKey } from './common/link_key.js';
import { roomNameProblem } from './common/room_name.js';
import { nameProblem } from './common/text_problems.js';
import { speak } from './i18n/page_language.js';
import { CalendarDialog } from './calendar/calendar_dialog.js';
import { proposeRoomName } from './home/propose_name.js';
import { addressToShare } from './meeting/share/address.js';

await speak();

const field = byId('room-name', HTMLInputElement);
const error = byId('room-name-error', HTMLElement);

/** What was proposed last: nobody has been there, so its link can have a key that all get who come by it. */
let proposed = '';
/** Of that: the link in a calendar is the one by which the meeting is begun. */
let proposedKey = '';

function propose() {
  proposed = proposeRoomName();
  proposedKey = newLinkKey();
  field.value = proposed;
  showFieldError(field, error, '');
}

fillIcons();
showBranding();
for (const link of document.links) link.href = inAskedLanguage(link.href);
// Going back in the history restores what was typed.
if (field.value === '') propose();
// A page that waits for its words is not seen, and a field that is not seen gets no focus by itself.
if (document.activeElement === document.body) field.focus();
if (document.activeElement === field) field.select();

byId('suggest', HTMLButtonElement).addEventListener('click', () => {
  propose();
  field.select();
});

// People who enter the field want to write another name, not to edit this one.
field.addEventListener('focus', () => field.select());

byId('home-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const name = enteredName();
  if (name) location.assign(addressOf(name));
});

/** @type {CalendarDialog | null} */
let calendar = null;
byId('schedule', HTMLButtonElement).addEventListener('click', () => {
  const name = enteredName();
  if (!name) return;
  calendar ??= new CalendarDialog();
  calendar.open({ room: name, link: addressToShare(new URL(addressOf(name), location.href)) });
});

/** The room's name; '' where it says what is wrong with it. */
function enteredName() {
  const name = spelled(field.value);
  const problem = roomNameProblem(name);
  showFieldError(field, error, problem);
  return problem ? '' : name;
}

/** @param {string} name */
function addressOf(name) {
  return withLinkKey(meetingAddress(name), name === proposed ? proposedKey : '');
}

checkWhileTyping(field, error, (text) => nameProblem('roomName', text));
