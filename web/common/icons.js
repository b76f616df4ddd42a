import cameraOn from 'bootstrap-icons/icons/camera-video-fill.svg';
import cameraOff from 'bootstrap-icons/icons/camera-video-off-fill.svg';
import link from 'bootstrap-icons/icons/link-45deg.svg';
import microphoneOff from 'bootstrap-icons/icons/mic-mute-fill.svg';
import microphoneOn from 'bootstrap-icons/icons/mic-fill.svg';
import close from 'bootstrap-icons/icons/x-lg.svg';
import brand from '../favicon.svg';

const ICONS = {
  brand,
  'camera-on': cameraOn,
  'camera-off': cameraOff,
  close,
  link,
  'microphone-on': microphoneOn,
  'microphone-off': microphoneOff,
};

/**
 * A new element of that icon, hidden from screen readers: words stand beside it.
 * @param {keyof typeof ICONS} name
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
  const text = ICONS[/** @type {keyof typeof ICONS} */ (holder.dataset.icon)];
  // Without the line breaks, which would count as text of the button that has the icon.
  const source = text.replace(/>\s+</g, '><');
  const svg = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
  holder.classList.add('icon');
  holder.setAttribute('aria-hidden', 'true');
  holder.replaceChildren(svg);
}
