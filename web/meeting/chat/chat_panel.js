/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Entry } from './entry.js' */
import { create } from '../../common/create.js';
import { oncePerFrame } from '../../common/once_per_frame.js';
import { t } from '../../i18n/translate.js';
import { Chat } from './chat.js';
import { composer } from './composer.js';
import { installDropping } from './dropping.js';
import { LogView } from './log_view.js';
import { SendDialog } from './send_dialog.js';

/** @type {Record<import('./chat.js').FileProblem, import('../../i18n/translate.js').MessageKey>} */
const FILE_PROBLEMS = { 'too-large': 'chat.file-too-large', unreadable: 'chat.file-not-readable' };

/** The chat beside the stage, its button, and what is told of it while it is closed. @param {MeetingPage} page */
export function installChat({ call, messages, panels, controls, announcer, news }) {
  const chat = new Chat({ call, messages });
  const log = new LogView(chat);
  const empty = create('p', { className: 'chat-empty', text: t('chat.empty') });
  const { element: composing, field } = composer({
    say: (text) => chat.say(text),
    share,
    paste({ files, folders }) {
      refuseFolders(folders);
      if (files.length > 0) sending.open(files);
    },
    tell: (words) => announcer.say(words),
  });
  const sending = new SendDialog({ send: share, closed: () => field.focus() });
  panels.add({
    id: 'chat',
    title: 'chat.title',
    element: create('div', { className: 'chat' }, empty, log.element, composing),
    opened: () => {
      setUnread(0);
      log.open();
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

  const isOpen = () => panels.current === 'chat';
  const isRead = () => isOpen() && !document.hidden;

  const showControl = oncePerFrame(() => {
    control.set({
      pressed: isOpen(),
      badge: unread,
      news: unread > 0,
      state: unread > 0 ? t('chat.unread', { count: unread }) : '',
    });
  });

  /** @param {number} count */
  function setUnread(count) {
    unread = count;
    // A tab that is not seen has no frames.
    news.setWaiting('message', count);
    showControl();
  }

  function showLog() {
    empty.hidden = chat.entries.length > 0;
    log.show();
  }

  /** @param {File[]} files */
  async function share(files) {
    for (const file of files) {
      const problem = await chat.share(file);
      if (problem) announcer.show(t(FILE_PROBLEMS[problem], { name: file.name }));
    }
  }

  /** @param {string[]} folders their names */
  function refuseFolders(folders) {
    for (const name of folders) announcer.show(t('chat.is-folder', { name }));
  }

  chat.addEventListener('said', (event) => {
    const { detail: { entry, from } } =
      /** @type {CustomEvent<{ entry: Entry, from: RemoteParticipant | null }>} */ (event);
    showLog();
    if (from === null) {
      log.toEnd();
      return;
    }
    const words = t('chat.from', { name: entry.name, text: entry.file?.name ?? entry.text });
    if (isOpen()) announcer.say(words, from);
    else announcer.show(words, from);
    if (isRead()) return;
    setUnread(unread + 1);
    news.tell({ kind: 'message', words, show: () => panels.open('chat') });
  });
  chat.addEventListener('caughtUp', showLog);
  chat.addEventListener('met', showLog);
  chat.addEventListener('distrusted', (event) => {
    const { detail } = /** @type {CustomEvent<RemoteParticipant>} */ (event);
    announcer.show(t('chat.distrusted', { name: detail.identity }));
  });
  chat.addEventListener('cleared', () => {
    showLog();
    sending.close();
    setUnread(0);
  });
  chat.addEventListener('unreadable', (event) => {
    const { detail: file } = /** @type {CustomEvent<File>} */ (event);
    announcer.show(t('chat.own-file-unreadable', { name: file.name }));
  });
  panels.addEventListener('change', showControl);
  document.addEventListener('visibilitychange', () => {
    if (isRead()) setUnread(0);
  });
  installDropping({
    isActive: () => call.phase === 'in-call',
    drop({ files, folders }) {
      panels.open('chat');
      refuseFolders(folders);
      share(files);
    },
  });
  showControl();
}
