/** @import { Chat } from './chat.js' */
/** @import { Entry } from './entry.js' */
import { withEach } from '../../common/each.js';
import { create } from '../../common/create.js';
import { t } from '../../i18n/translate.js';
import { entryView } from './entry_view.js';

/** Entries of one author within this time stand under one name. */
const TOGETHER_MS = 5 * 60_000;

/** Within this distance of the end, in pixels, the person counts as reading along. */
const AT_END = 80;

/** The chat's entries, each a line that stays the same element while it is there. */
export class LogView {
  #list = create('ol', { className: 'chat-entries', attributes: { role: 'list' } });
  element = create('div', { className: 'chat-log', attributes: { role: 'log', 'aria-label': t('chat.title'), tabindex: '0' } },
    this.#list);
  #chat;
  /** @type {Map<Entry, HTMLLIElement>} */
  #lines = new Map();
  /** Those that the person has taken away. @type {WeakSet<Entry>} */
  #dismissed = new WeakSet();

  /** @param {Chat} chat */
  constructor(chat) {
    this.#chat = chat;
  }

  get isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < AT_END;
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** Brings the lines into agreement with the chat. */
  show() {
    const entries = this.#chat.entries.filter((entry) => !this.#dismissed.has(entry));
    const isThere = new Set(entries);
    for (const entry of this.#lines.keys()) if (!isThere.has(entry)) this.#remove(entry);
    /** @type {Entry | undefined} */
    let last;
    /** @type {Element | null} */
    let next = this.#list.firstElementChild;
    withEach(entries, (entry) => {
      const line = this.#lines.get(entry) ?? this.#create(entry);
      // The name that stands above it need not be repeated, but for those who do not see that.
      const follows = last?.author === entry.author && Math.abs(entry.heard - last.heard) < TOGETHER_MS;
      line.querySelector('.chat-head')?.classList.toggle('visually-hidden', follows);
      last = entry;
      if (line === next) next = line.nextElementSibling;
      else this.#list.insertBefore(line, next);
    });
  }

  /** @param {Entry} entry */
  #create(entry) {
    const isMine = this.#chat.isMine(entry);
    const line = entryView(entry, { isMine, file: this.#chat.fileOf(entry), dismiss: () => this.#dismiss(entry) });
    this.#lines.set(entry, line);
    return line;
  }

  /** @param {Entry} entry */
  #dismiss(entry) {
    this.#dismissed.add(entry);
    this.show();
    this.element.focus();
  }

  /** @param {Entry} entry */
  #remove(entry) {
    const line = this.#lines.get(entry);
    const saved = line?.querySelector('a[download]');
    if (saved instanceof HTMLAnchorElement) URL.revokeObjectURL(saved.href);
    line?.remove();
    this.#lines.delete(entry);
    this.#chat.forgetFileOf(entry);
  }
}
