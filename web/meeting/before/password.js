import { byId, checkWhileTyping, showFieldError } from '../../common/elements.js';
import { passwordProblem } from '../../common/text_problems.js';

const ABOUT_PASSWORD = ['password-required', 'password-wrong', 'too-many-guesses'];

const field = () => byId('password', HTMLInputElement);
const error = () => byId('password-error', HTMLElement);

/** Whether only the password keeps the person out. @param {Error} error */
export function isAboutPassword(error) {
  return 'id' in error && ABOUT_PASSWORD.includes(String(error.id));
}

/** @returns {string} '' where none is asked for */
export function enteredPassword() {
  return byId('password-field', HTMLElement).hidden ? '' : field().value;
}

/** Shows or hides the field for the room's password. @param {boolean} wanted */
export function wantPassword(wanted) {
  byId('password-field', HTMLElement).hidden = !wanted;
}

/** Has the person enter it, or another. @param {string} problem why, in words */
export function askForPassword(problem) {
  wantPassword(true);
  showFieldError(field(), error(), problem);
  field().select();
}

/** Says next to the field if a password is longer than any that a host can set. */
export function checkPassword() {
  checkWhileTyping(field(), error(), passwordProblem);
}
