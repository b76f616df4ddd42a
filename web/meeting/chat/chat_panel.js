/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { Entry } from './chat_log.js' */
import { create } from '../../common/create.js';
import { t } from '../../i18n/translate.js';
import { Chat } from './chat.js';
import { composer } from './composer.js';
import { installDropping } from './dropping.js';
import { entryView } from './entry_view.js';

/** Entries of one author within this time stand under one name. */
const TOGETHER_MS = 5 * 60_000;

/** The chat beside the stage, its button, and what is told of it while it is closed. @param {MeetingPage} page */
export function installChat({ call, messages, panels, controls, announcer }) {
  const chat = new Chat({ call, messages });
  const log = create('ol', { className: 'chat-log', attributes: { role: 'log', 'aria-label': t('chat.title'), tabindex: '0' } });
  const empty = create('p', { className: 'chat-empty', text: t('chat.empty') });
  const { element: composing, field } = composer({ say: (text) => chat.say(text), share });
  panels.add({
    id: 'chat',
    title: 'chat.title',
    element: create('div', { className: 'chat' }, empty, log, composing),
    opened: () => {
      unread = 0;
      toEnd();
      field.focus();
    },
  });
  const control = controls.add({
    id: 'chat',
    icon: 'chat',
    label: 'chat.title',
    key: 'c',
    place: 'always',
    order: 300,
    act: () => panels.toggle('chat'),
  });
  let unread = 0;
  /** @type {Entry | undefined} */
  let last;

  const isOpen = () => panels.current === 'chat';
  const toEnd = () => (log.scrollTop = log.scrollHeight);

  function showControl() {
    control.set({
      pressed: isOpen(),
      badge: unread,
      news: unread > 0,
      state: unread > 0 ? t('chat.unread', { count: unread }) : '',
    });
  }

  /** @param {Entry} entry */
  function append(entry) {
    const follows = last?.author === entry.author && entry.time - last.time < TOGETHER_MS;
    const isMine = chat.isMine(entry);
    log.append(entryView(entry, { isMine, file: isMine ? null : chat.fileOf(entry), follows }));
    last = entry;
    empty.hidden = true;
  }

  function redraw() {
    last = undefined;
    log.replaceChildren();
    empty.hidden = false;
    for (const entry of chat.entries) append(entry);
    toEnd();
  }

  /** @param {File[]} files */
  function share(files) {
    for (const file of files) {
      if (!chat.share(file)) announcer.show(t('chat.file-too-large', { name: file.name }));
    }
  }

  chat.addEventListener('said', (event) => {
    const { detail: entry } = /** @type {CustomEvent<Entry>} */ (event);
    const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    append(entry);
    if (wasAtEnd || chat.isMine(entry)) toEnd();
    if (chat.isMine(entry) || isOpen()) return;
    unread += 1;
    announcer.show(t('chat.from', { name: entry.name, text: entry.file?.name ?? entry.text }));
    showControl();
  });
  for (const event of ['caughtUp', 'cleared']) chat.addEventListener(event, redraw);
  chat.addEventListener('cleared', () => {
    unread = 0;
    showControl();
  });
  panels.addEventListener('change', showControl);
  installDropping({
    isActive: () => call.phase === 'in-call',
    drop(files) {
      panels.open('chat');
      share(files);
    },
  });
  showControl();
}
