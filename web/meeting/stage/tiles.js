/** @import { Tile } from './tile.js' */
/** @import { Mode } from './arrange.js' */
import { t } from '../../i18n/translate.js';
import { keepFocus } from '../focus/keep_focus.js';
import { RovingFocus } from '../focus/roving_focus.js';
import { arrange } from './arrange.js';
import { MoreTile } from './more_tile.js';

const GAP = 10;
const SELF = 'local';

/**
 * The stage: everyone's tile, as large as there is room for. Tells "change" of what is seen how, and
 * "more" when someone wants to know who has no room.
 */
export class Tiles extends EventTarget {
  #list;
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  /** @type {Map<string, HTMLButtonElement>} */
  #pins = new Map();
  /** @type {string | null} */
  #pinned = null;
  /** @type {string | null} who speaks, or was the last to */
  #speaker = null;
  /** @type {'grid' | 'speaker'} */
  #view = 'grid';
  #more = new MoreTile(() => this.dispatchEvent(new Event('more')));
  /** As many people as there are, the bar is one Tab away. */
  #roving;

  /** @param {HTMLElement} list */
  constructor(list) {
    super();
    this.#list = list;
    this.#roving = new RovingFocus(list, '.tile-action, .tile-more');
    new ResizeObserver(() => this.#arrange()).observe(list);
  }

  get size() {
    return this.#tiles.size;
  }

  /** In the order in which they came. @returns {Tile[]} */
  get all() {
    return [...this.#tiles.values()];
  }

  /** @param {string} id */
  get(id) {
    return this.#tiles.get(id);
  }

  /**
   * @param {string} id
   * @param {Tile} tile
   */
  add(id, tile) {
    this.#forget(id);
    this.#tiles.set(id, tile);
    this.#pins.set(id, tile.addAction('pin', '', () => this.pin(this.#pinned === id ? null : id)));
    tile.element.addEventListener('dblclick', () => this.pin(this.#pinned === id ? null : id));
    this.#list.append(tile.element);
    this.#arrange();
  }

  /** @param {string} id */
  remove(id) {
    keepFocus(this.#list, () => {
      if (this.#forget(id)) this.#arrange();
    });
  }

  /** @param {string} id @returns {boolean} whether it was there */
  #forget(id) {
    const tile = this.#tiles.get(id);
    if (!tile) return false;
    tile.play('audio', null);
    tile.play('video', null);
    tile.element.remove();
    this.#tiles.delete(id);
    this.#pins.delete(id);
    if (this.#pinned === id) this.#pinned = null;
    if (this.#speaker === id) this.#speaker = null;
    return true;
  }

  get pinned() {
    return this.#pinned;
  }

  /** Keeps one tile large. @param {string | null} id null: none any longer */
  pin(id) {
    this.#pinned = id !== null && this.#tiles.has(id) ? id : null;
    this.#arrange();
  }

  /** The tile of whoever speaks, or was the last to. */
  get speaker() {
    return this.#speaker;
  }

  get view() {
    return this.#view;
  }

  /** @param {'grid' | 'speaker'} view all alike, or whoever speaks large */
  setView(view) {
    this.#view = view;
    this.#arrange();
  }

  /** @param {string | null} id of the tile of whoever of the others speaks */
  setSpeaker(id) {
    for (const [other, tile] of this.#tiles) if (other !== SELF) tile.setSpeaking(other === id);
    // When all are silent, keep showing the last speaker.
    if (id === null || id === this.#speaker) return;
    this.#speaker = id;
    if (this.focused !== null) this.#arrange();
  }

  /** What is large, if one is: what was pinned, a shared screen, whoever speaks. */
  get focused() {
    if (this.#pinned !== null) return this.#pinned;
    const screen = [...this.#tiles].findLast(([, tile]) => tile.content === 'screen');
    if (screen) return screen[0];
    if (this.#view === 'grid' || this.#tiles.size < 3) return null;
    const others = [...this.#tiles.keys()].filter((id) => id !== SELF);
    return others.find((id) => id === this.#speaker) ?? others[0] ?? null;
  }

  #arrange() {
    keepFocus(this.#list, () => this.#place());
    this.#roving.update();
    this.dispatchEvent(new Event('change'));
  }

  #place() {
    // Its own size, not its content's: the list scrolls.
    const { clientWidth: width, clientHeight: height } = this.#list;
    const { focused } = this;
    const isPair = focused === null && this.#tiles.size === 2 && this.#tiles.has(SELF);
    /** @type {Mode} */
    const mode = focused !== null ? 'focus' : isPair ? 'pair' : 'grid';
    const order = this.#order(mode, focused);
    const { places, more } = arrange(mode, order.length, { width, height, gap: GAP });
    if (mode === 'focus') this.#admitSpeaker(order, places.filter((place) => place !== null).length);
    order.forEach(([id, tile], index) => {
      tile.place(places[index]);
      tile.element.classList.toggle('is-floating', isPair && id === SELF);
      tile.element.classList.toggle('is-focused', id === focused);
    });
    this.#more.show(more, places.filter((place) => place === null).length, this.#list);
    this.#list.dataset.mode = mode;
    this.#describePins();
  }

  /**
   * @param {Mode} mode
   * @param {string | null} focused
   */
  #order(mode, focused) {
    const all = [...this.#tiles];
    if (mode === 'grid') return all;
    /** @param {[string, Tile]} tile large first, oneself last in a pair */
    const rank = ([id]) => (id === focused ? 0 : mode === 'pair' && id === SELF ? 2 : 1);
    return all.sort((left, right) => rank(left) - rank(right));
  }

  /**
   * Beside what is large there may not be room for everyone, but there is for whoever speaks.
   * @param {[string, Tile][]} order
   * @param {number} shown so many of them have room
   */
  #admitSpeaker(order, shown) {
    const index = order.findIndex(([id]) => id === this.#speaker);
    if (index < shown || shown < 2) return;
    [order[index], order[shown - 1]] = [order[shown - 1], order[index]];
  }

  #describePins() {
    for (const [id, button] of this.#pins) {
      const name = this.#tiles.get(id)?.label ?? '';
      const isPinned = this.#pinned === id;
      const label = t(isPinned ? 'stage.unpin' : 'stage.pin', { name });
      button.setAttribute('aria-label', label);
      button.title = label;
      button.classList.toggle('is-on', isPinned);
    }
  }
}
