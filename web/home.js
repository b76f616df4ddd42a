import { spelled } from '../client-wasm/api/names.js';
import { showBranding } from './branding/show_branding.js';
import { byId, checkWhileTyping, showFieldError } from './common/elements.js';
import { inAskedLanguage, meetingAddress } from './common/hosting.js';
import { fillIcons } from './common/icons.js';
import { newLinkKey, withLinkKey } from './common/link_key.js';
import { roomNameProblem } from './common/room_name.js';
import { nameProblem } from './common/text_problems.js';
import { speak } from './i18n/page_language.js';
import { proposeRoomName } from './home/propose_name.js';

await speak();

const field = byId('room-name', HTMLInputElement);
const error = byId('room-name-error', HTMLElement);

/** What was proposed last: nobody has been there, so its link can have a key that all get who come by it. */
let proposed = '';

function propose() {
  proposed = proposeRoomName();
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
  const name = spelled(field.value);
  const problem = roomNameProblem(name);
  showFieldError(field, error, problem);
  if (!problem) location.assign(withLinkKey(meetingAddress(name), name === proposed ? newLinkKey() : ''));
});

checkWhileTyping(field, error, (text) => nameProblem('roomName', text));
