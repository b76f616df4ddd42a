/** @import { Chat } from './chat.js' */
/** @import { Entry } from './entry.js' */
import { createButton, create } from '../../common/create.js';
import { withEach } from '../../common/each.js';
import { oncePerFrame } from '../../common/once_per_frame.js';
import { t } from '../../i18n/translate.js';
import { entryView } from './entry_view.js';
import { CHAT_LIMITS } from './limits.js';
import { ReadingPlace } from './reading_place.js';

/** Entries of one author within this time stand under one name. */
const TOGETHER_MS = 5 * 60_000;

/** `release` is for when it is taken away. @typedef {{ element: HTMLLIElement, head: Element | null, mark: HTMLElement | null, release: AbortController }} Line */

/**
 * The chat's latest entries, each a line that stays the same element while it is there, and a button for earlier
 * ones. However much arrives, it is drawn once in a frame, and only so much of it.
 */
export class LogView {
  #list = create('ol', { className: 'chat-entries', attributes: { role: 'list' } });
  #earlier = createButton({ className: 'btn btn-quiet chat-earlier', text: t('chat.earlier') }, () => this.#showEarlier());
  // Not read out by itself: the panel says what is new, and only as much of it as anybody could listen to.
  element = create('div', {
    className: 'chat-log',
    attributes: { role: 'log', 'aria-live': 'off', 'aria-label': t('chat.title'), tabindex: '0' },
  }, this.#earlier, this.#list);
  #place = new ReadingPlace(this.element);
  #chat;
  /** @type {Map<Entry, Line>} */
  #lines = new Map();
  /** Those that the person has taken away. @type {WeakSet<Entry>} */
  #dismissed = new WeakSet();
  #most = CHAT_LIMITS.shown;

  /** @param {Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    this.#earlier.hidden = true;
  }

  /** Brings the lines into agreement with the chat, by the next frame. */
  show = oncePerFrame(() => this.#show());

  /** Shows the end as soon as it is drawn, wherever the person is. */
  toEnd() {
    this.#place.toEnd();
    this.show();
  }

  /** It has come to be seen. */
  open() {
    this.#most = CHAT_LIMITS.shown;
    this.#place.toEnd();
    this.#show();
  }

  #show() {
    const hadFocus = this.#list.contains(document.activeElement);
    this.#place.keep(this.#list, (isAtEnd) => {
      const all = this.#chat.entries.filter((entry) => !this.#dismissed.has(entry));
      const entries = all.slice(this.#start(all, isAtEnd));
      this.#removeAllBut(new Set(entries));
      this.#add(entries);
      this.#mark();
      this.#earlier.hidden = entries.length === all.length;
    });
    if (hadFocus && !this.#list.contains(document.activeElement)) this.element.focus();
  }

  /**
   * Who reads at the end sees the latest entries; to who reads further up, what is there stays.
   * @param {Entry[]} all
   * @param {boolean} isAtEnd
   */
  #start(all, isAtEnd) {
    if (isAtEnd) this.#most = CHAT_LIMITS.shown;
    const start = Math.max(0, all.length - this.#most);
    const first = isAtEnd ? -1 : all.findIndex((entry) => this.#lines.has(entry));
    return first < 0 ? start : Math.min(start, first);
  }

  /** @param {Entry[]} entries */
  #add(entries) {
    const drawn = this.#drawnNow(entries.filter((entry) => !this.#lines.has(entry)));
    const before = this.#lines.size;
    /** @type {Entry | undefined} */
    let last;
    /** @type {Element | null} */
    let next = this.#list.firstElementChild;
    withEach(entries, (entry) => {
      const line = this.#lines.get(entry) ?? (drawn.has(entry) ? this.#create(entry) : null);
      if (!line) return;
      // The name that stands above it need not be repeated, but for those who do not see that.
      const follows = last?.author === entry.author && Math.abs(entry.heard - last.heard) < TOGETHER_MS;
      line.head?.classList.toggle('visually-hidden', follows);
      last = entry;
      if (line.element === next) next = next.nextElementSibling;
      else this.#list.insertBefore(line.element, next);
    });
    // Where nothing came of it, it will not in the next frame either.
    if (this.#lines.size === before || this.#lines.size >= entries.length) return;
    this.#place.again();
    this.show();
  }

  /** Tells apart what is known to be its author's own words. */
  #mark() {
    for (const [entry, { mark }] of this.#lines) if (mark) mark.hidden = this.#chat.isConfirmed(entry);
  }

  /**
   * The latest, as many as one frame has room for.
   * @param {Entry[]} missing
   */
  #drawnNow(missing) {
    /** @type {Set<Entry>} */
    const drawn = new Set();
    let characters = 0;
    for (const entry of missing.reverse()) {
      characters += entry.text.length;
      if (drawn.size === CHAT_LIMITS.drawn || (drawn.size > 0 && characters > CHAT_LIMITS.drawnCharacters)) break;
      drawn.add(entry);
    }
    return drawn;
  }

  #showEarlier() {
    this.#most = this.#lines.size + CHAT_LIMITS.shown;
    this.#place.stay();
    this.#show();
    // The button may have had its day.
    if (this.#earlier.hidden) this.element.focus();
  }

  /** @param {Entry} entry */
  #create(entry) {
    const release = new AbortController();
    const element = entryView(entry, {
      isMine: this.#chat.isMine(entry),
      file: this.#chat.fileOf(entry),
      dismiss: () => this.#dismiss(entry),
      released: release.signal,
    });
    const mark = /** @type {HTMLElement | null} */ (element.querySelector('.chat-unconfirmed'));
    const line = { element, head: element.querySelector('.chat-head'), mark, release };
    this.#lines.set(entry, line);
    return line;
  }

  /** @param {Entry} entry */
  #dismiss(entry) {
    this.#dismissed.add(entry);
    this.#show();
    this.#chat.forgetFileOf(entry);
    this.element.focus();
  }

  /** @param {Set<Entry>} entries */
  #removeAllBut(entries) {
    for (const [entry, { element, release }] of this.#lines) {
      if (entries.has(entry)) continue;
      release.abort();
      element.remove();
      this.#lines.delete(entry);
    }
  }
}
