/** @import { MessageKey } from '../../i18n/translate.js' */
/** @import { FileState, IncomingFile } from './files/incoming_file.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { oncePerFrame } from '../../common/once_per_frame.js';
import { numberIn, t } from '../../i18n/translate.js';
import { keepFocus } from '../focus/keep_focus.js';

const MEGABYTE = 1_000_000;

/** What can be done with a file of another's, and the words for it with and without its name. */
const ACTIONS = /** @type {const} */ ({
  fetch: ['chat.fetch', 'chat.fetch-file'],
  retry: ['chat.retry', 'chat.retry-file'],
  cancel: ['chat.cancel', 'chat.cancel-file'],
  dismiss: ['chat.remove', 'chat.remove-file'],
});

/** @type {Record<FileState, { words?: MessageKey, actions: (keyof typeof ACTIONS)[] }>} */
const STATES = {
  offered: { actions: ['fetch'] },
  arriving: { actions: ['cancel'] },
  complete: { actions: [] },
  stalled: { words: 'chat.file-stalled', actions: ['retry', 'cancel'] },
  unreadable: { words: 'chat.file-unreadable', actions: ['retry', 'dismiss'] },
  altered: { words: 'chat.file-altered', actions: ['retry', 'dismiss'] },
  gone: { words: 'chat.file-gone', actions: ['dismiss'] },
};

/**
 * @param {{ name: string, size: number }} about
 * @param {{ file: IncomingFile | null, dismiss: () => void, released: AbortSignal }} options `file`: null for
 *   one's own; `released`: it is not shown any more
 */
export function fileView({ name, size }, { file, dismiss, released }) {
  const state = create('span', { className: 'chat-file-state', attributes: { role: 'status' } });
  const progress = create('progress', { className: 'chat-progress', attributes: { 'aria-label': name, max: '1' } });
  const actions = create('span', { className: 'chat-file-action' });
  const view = create('div', { className: 'chat-file' },
    icon('file'),
    create('span', { className: 'chat-file-name', text: name, attributes: { dir: 'auto' } }),
    create('span', { className: 'chat-file-size', text: sizeWords(size) }),
    actions, progress, state);
  progress.hidden = true;
  if (file) follow(file, { name, actions, progress, state, dismiss, released });
  return view;
}

/**
 * @param {IncomingFile} file
 * @param {{ name: string, actions: HTMLElement, progress: HTMLProgressElement, state: HTMLElement,
 *   dismiss: () => void, released: AbortSignal }} parts
 */
function follow(file, { name, actions, progress, state, dismiss, released }) {
  const acts = {
    fetch: () => file.fetch(),
    retry: () => file.fetch(),
    cancel: () => file.cancel(),
    dismiss,
  };
  /** @type {FileState | null} */
  let shown = null;
  const show = () => {
    if (released.aborted) return;
    progress.hidden = file.state !== 'arriving';
    progress.value = file.file.size === 0 ? 1 : file.received / file.file.size;
    if (file.state === shown) return;
    shown = file.state;
    const { words, actions: offered } = STATES[shown];
    state.textContent = words ? t(words) : '';
    keepFocus(actions, () => {
      actions.replaceChildren(...offered.map((action) => actionButton(action, name, acts[action])));
      if (file.blob) actions.append(saveLink(name, file.blob, released));
    }, () => actions.closest('.chat-log'));
  };
  // Pieces arrive faster than anybody could see them.
  file.addEventListener('change', oncePerFrame(show), { signal: released });
  show();
}

/**
 * @param {keyof typeof ACTIONS} action
 * @param {string} name of the file
 * @param {() => void} act
 */
function actionButton(action, name, act) {
  const [text, label] = ACTIONS[action];
  return createButton({ className: 'btn btn-sm btn-quiet', text: t(text), attributes: { 'aria-label': t(label, { name }) } }, act);
}

/**
 * @param {string} name
 * @param {Blob} blob
 * @param {AbortSignal} released
 */
function saveLink(name, blob, released) {
  const href = URL.createObjectURL(blob);
  released.addEventListener('abort', () => URL.revokeObjectURL(href));
  const attributes = {
    href,
    download: name,
    'aria-label': t('chat.save-file', { name }),
  };
  return create('a', { className: 'btn btn-sm btn-primary', text: t('chat.save'), attributes });
}

/** @param {number} bytes */
export function sizeWords(bytes) {
  const unit = bytes < MEGABYTE ? 'kilobyte' : 'megabyte';
  const value = unit === 'kilobyte' ? Math.max(bytes / 1000, bytes > 0 ? 1 : 0) : bytes / MEGABYTE;
  return numberIn(value, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 });
}
