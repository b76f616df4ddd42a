/** @import { Entry } from './chat_log.js' */
/** @import { IncomingFile } from './files/incoming_file.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { currentLanguage, numberIn, t } from '../../i18n/translate.js';
import { partsOf } from './chat_text.js';

const MEGABYTE = 1_000_000;

/**
 * An entry as it stands in the log.
 * @param {Entry} entry
 * @param {{ isMine: boolean, file: IncomingFile | null, follows: boolean }} about `follows`: the entry
 *   before is of the same author, whose name need not be repeated
 * @returns {HTMLLIElement}
 */
export function entryView(entry, { isMine, file, follows }) {
  const time = new Date(entry.time);
  const head = create('p', { className: 'chat-head' },
    create('span', { className: 'chat-name', text: isMine ? t('tile.me') : entry.name, attributes: { dir: 'auto' } }),
    create('time', {
      className: 'chat-time',
      text: time.toLocaleTimeString(currentLanguage(), { hour: 'numeric', minute: '2-digit' }),
      attributes: { datetime: time.toISOString() },
    }));
  if (follows) head.classList.add('visually-hidden');
  const line = create('li', { className: isMine ? 'chat-entry is-mine' : 'chat-entry' }, head);
  if (entry.text) line.append(textView(entry.text));
  if (entry.file) line.append(fileView(entry.file, file));
  return line;
}

/** @param {string} text */
function textView(text) {
  const words = create('p', { className: 'chat-text', attributes: { dir: 'auto' } });
  for (const { text: part, href } of partsOf(text)) {
    if (href === undefined) words.append(part);
    else words.append(create('a', { text: part, attributes: { href, target: '_blank', rel: 'noopener' } }));
  }
  return words;
}

/**
 * @param {{ name: string, size: number }} about
 * @param {IncomingFile | null} file null for one's own
 */
function fileView({ name, size }, file) {
  const state = create('span', { className: 'chat-file-state', attributes: { role: 'status' } });
  const progress = create('progress', { className: 'chat-progress', attributes: { 'aria-label': name, max: '1' } });
  const action = create('span', { className: 'chat-file-action' });
  const view = create('div', { className: 'chat-file' },
    icon('file'),
    create('span', { className: 'chat-file-name', text: name, attributes: { dir: 'auto' } }),
    create('span', { className: 'chat-file-size', text: sizeWords(size) }),
    action, progress, state);
  progress.hidden = true;
  if (file) follow(file, { name, action, progress, state });
  return view;
}

/**
 * @param {IncomingFile} file
 * @param {{ name: string, action: HTMLElement, progress: HTMLProgressElement, state: HTMLElement }} parts
 */
function follow(file, { name, action, progress, state }) {
  const options = { className: 'btn btn-sm btn-quiet', text: t('chat.fetch') };
  const fetch = createButton(options, () => file.fetch());
  fetch.setAttribute('aria-label', t('chat.fetch-file', { name }));
  action.append(fetch);
  /** @type {string} */
  let shown = 'offered';
  const show = () => {
    progress.hidden = file.state !== 'arriving';
    progress.value = file.file.size === 0 ? 1 : file.received / file.file.size;
    if (file.state === shown) return;
    shown = file.state;
    fetch.hidden = file.state !== 'offered';
    state.textContent = file.state === 'gone' ? t('chat.file-gone') : '';
    if (file.blob) action.append(saveLink(name, file.blob));
  };
  file.addEventListener('change', show);
  show();
}

/**
 * @param {string} name
 * @param {Blob} blob
 */
function saveLink(name, blob) {
  const attributes = {
    href: URL.createObjectURL(blob),
    download: name,
    'aria-label': t('chat.save-file', { name }),
  };
  return create('a', { className: 'btn btn-sm btn-primary', text: t('chat.save'), attributes });
}

/** @param {number} bytes */
function sizeWords(bytes) {
  const unit = bytes < MEGABYTE ? 'kilobyte' : 'megabyte';
  const value = unit === 'kilobyte' ? Math.max(bytes / 1000, bytes > 0 ? 1 : 0) : bytes / MEGABYTE;
  return numberIn(value, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 });
}
