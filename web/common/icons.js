import calendar from 'bootstrap-icons/icons/calendar-plus.svg';
import cameraOn from 'bootstrap-icons/icons/camera-video-fill.svg';
import cameraOff from 'bootstrap-icons/icons/camera-video-off-fill.svg';
import chat from 'bootstrap-icons/icons/chat-left-text-fill.svg';
import check from 'bootstrap-icons/icons/check-lg.svg';
import chevronLeft from 'bootstrap-icons/icons/chevron-left.svg';
import chevronRight from 'bootstrap-icons/icons/chevron-right.svg';
import chevronUp from 'bootstrap-icons/icons/chevron-up.svg';
import close from 'bootstrap-icons/icons/x-lg.svg';
import copy from 'bootstrap-icons/icons/copy.svg';
import file from 'bootstrap-icons/icons/paperclip.svg';
import fullscreen from 'bootstrap-icons/icons/fullscreen.svg';
import gear from 'bootstrap-icons/icons/gear-fill.svg';
import grid from 'bootstrap-icons/icons/grid-fill.svg';
import hidden from 'bootstrap-icons/icons/eye-slash-fill.svg';
import flip from 'bootstrap-icons/icons/arrow-repeat.svg';
import keyboard from 'bootstrap-icons/icons/keyboard-fill.svg';
import leave from 'bootstrap-icons/icons/telephone-x-fill.svg';
import link from 'bootstrap-icons/icons/link-45deg.svg';
import lock from 'bootstrap-icons/icons/lock-fill.svg';
import microphoneOff from 'bootstrap-icons/icons/mic-mute-fill.svg';
import microphoneOn from 'bootstrap-icons/icons/mic-fill.svg';
import more from 'bootstrap-icons/icons/three-dots.svg';
import people from 'bootstrap-icons/icons/people-fill.svg';
import pin from 'bootstrap-icons/icons/pin-angle-fill.svg';
import pip from 'bootstrap-icons/icons/pip-fill.svg';
import qr from 'bootstrap-icons/icons/qr-code.svg';
import personRemove from 'bootstrap-icons/icons/person-x-fill.svg';
import reaction from 'bootstrap-icons/icons/emoji-smile-fill.svg';
import record from 'bootstrap-icons/icons/record-circle-fill.svg';
import screen from 'bootstrap-icons/icons/display-fill.svg';
import send from 'bootstrap-icons/icons/send-fill.svg';
import share from 'bootstrap-icons/icons/share-fill.svg';
import shield from 'bootstrap-icons/icons/shield-lock-fill.svg';
import shuffle from 'bootstrap-icons/icons/shuffle.svg';
import speaker from 'bootstrap-icons/icons/volume-up-fill.svg';
import speakerView from 'bootstrap-icons/icons/person-square.svg';
import statistics from 'bootstrap-icons/icons/bar-chart-fill.svg';
import weak from 'bootstrap-icons/icons/wifi-off.svg';
import alert from 'bootstrap-icons/icons/exclamation-triangle-fill.svg';
import unlock from 'bootstrap-icons/icons/unlock.svg';
import brand from '../favicon.svg';
import hand from '../icons/hand.svg';

const ICONS = {
  alert,
  brand,
  calendar,
  'camera-on': cameraOn,
  'camera-off': cameraOff,
  chat,
  check,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'chevron-up': chevronUp,
  close,
  copy,
  file,
  fullscreen,
  gear,
  grid,
  hand,
  hidden,
  flip,
  keyboard,
  leave,
  link,
  lock,
  'microphone-off': microphoneOff,
  'microphone-on': microphoneOn,
  more,
  people,
  'person-remove': personRemove,
  pin,
  pip,
  qr,
  reaction,
  record,
  screen,
  send,
  share,
  shield,
  shuffle,
  speaker,
  'speaker-view': speakerView,
  statistics,
  unlock,
  weak,
};

/** @typedef {keyof typeof ICONS} IconName */

/**
 * A new element with that icon, hidden from screen readers because there is text next to it.
 * @param {IconName} name
 * @returns {HTMLElement}
 */
export function icon(name) {
  const holder = document.createElement('span');
  holder.dataset.icon = name;
  fill(holder);
  return holder;
}

/** Draws the icons that the page's HTML asks for with `data-icon`. */
export function fillIcons() {
  for (const holder of document.querySelectorAll('[data-icon]')) {
    fill(/** @type {HTMLElement} */ (holder));
  }
}

/** @param {HTMLElement} holder */
function fill(holder) {
  const text = ICONS[/** @type {IconName} */ (holder.dataset.icon)];
  // Without the line breaks, which would count as text of the button that has the icon.
  const source = text.replace(/>\s+</g, '><');
  const svg = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
  holder.classList.add('icon');
  holder.setAttribute('aria-hidden', 'true');
  holder.replaceChildren(svg);
}
