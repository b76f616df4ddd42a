/** @import { Tile } from './tile.js' */
/** @import { Mode } from './arrange.js' */
import { t } from '../../i18n/translate.js';
import { keepFocus } from '../focus/keep_focus.js';
import { RovingFocus } from '../focus/roving_focus.js';
import { arrange } from './arrange.js';
import { Pager } from './pager.js';
import { putAt } from './place.js';
import { Seating } from './seating.js';

const GAP = 10;
const SELF = 'local';
const FOUND_MS = 2500;

/**
 * The stage: everyone's tile, as large as there is room for, on several pages if there is not enough. Tells "change"
 * of what is seen how, "page" when another page is seen, and "more" when someone wants to know who is on the others.
 */
export class Tiles extends EventTarget {
  #list;
  #scene;
  #frame;
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  /** @type {Map<string, HTMLButtonElement>} */
  #pins = new Map();
  /** @type {string | null} */
  #pinned = null;
  /** @type {string | null} who speaks, or was the last to */
  #speaker = null;
  /** Which of several shared screens is large; the last one that began if this is none of them. */
  #screen = '';
  /** @type {'grid' | 'speaker'} */
  #view = 'grid';
  /** Whose tiles are not wanted: one's own, those of people without video. */
  #hides = { self: false, videoless: false };
  #seating = new Seating();
  #pager;
  /** How many of the tiles are on the first page; Infinity if there is only one page. */
  #firstPage = Infinity;
  /** @type {number | undefined} on one page */
  #most;
  /** Those who are not seen are asked for no picture, unless all are. @type {Set<Element>} */
  #unseen = new Set();
  #wantsAll = false;
  #sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#unseen.delete(target);
      else this.#unseen.add(target);
    }
    this.#askForPictures();
  });
  /** As many people as there are, the bar is one Tab away. */
  #roving;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} scene scrolls the list
   * @param {HTMLElement} frame the room that there is
   */
  constructor(list, scene, frame) {
    super();
    this.#list = list;
    this.#scene = scene;
    this.#frame = frame;
    this.#pager = new Pager(scene);
    frame.append(this.#pager.element);
    this.#pager.addEventListener('more', () => this.dispatchEvent(new Event('more')));
    this.#pager.addEventListener('page', () => {
      // Whoever speaks has no place on the first page yet if they were seen on another one.
      if (this.#seat(this.focused)) this.#arrange();
      this.dispatchEvent(new Event('page'));
    });
    this.#roving = new RovingFocus(list, '.tile-action');
    new ResizeObserver(() => this.#arrange()).observe(frame);
  }

  get pager() {
    return this.#pager;
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
    this.#seating.add(id);
    this.#pins.set(id, tile.addAction('pin', '', () => this.pin(this.#pinned === id ? null : id)));
    tile.cameraChanged = () => {
      if (this.#hides.videoless) this.#arrange();
    };
    tile.element.addEventListener('dblclick', () => this.pin(this.#pinned === id ? null : id));
    this.#list.append(tile.element);
    this.#sight.observe(tile.element);
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
    this.#sight.unobserve(tile.element);
    this.#unseen.delete(tile.element);
    this.#tiles.delete(id);
    this.#pins.delete(id);
    this.#seating.remove(id, this.#firstPage < Infinity);
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

  /** The ids of the shared screens, in the order in which they began. */
  get screens() {
    return [...this.#tiles].filter(([, tile]) => tile.content === 'screen').map(([id]) => id);
  }

  /** Makes one of several shared screens the large one. @param {string} id */
  showScreen(id) {
    this.#screen = id;
    this.pin(null);
  }

  get hides() {
    return { ...this.#hides };
  }

  /**
   * Has tiles that are not wanted taken from the stage; what is pinned, and shared screens, stay.
   * @param {{ self?: boolean, videoless?: boolean }} hides
   */
  hide(hides) {
    this.#hides = { ...this.#hides, ...hides };
    this.#arrange();
  }

  /** Of whom there is a tile to see. */
  #visible() {
    const visible = this.#seating.order.filter((id) => !this.#isHidden(id));
    // An empty stage would look like a fault.
    return visible.length > 0 || !this.#tiles.has(SELF) ? visible : [SELF];
  }

  /** @param {string} id */
  #isHidden(id) {
    const tile = this.#tiles.get(id);
    if (!tile || id === this.#pinned || tile.content === 'screen') return false;
    return id === SELF ? this.#hides.self : this.#hides.videoless && !tile.hasCamera;
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
    this.#seating.noteActive(id);
    if (this.focused !== null || this.#firstPage < Infinity) this.#arrange();
  }

  /** @param {string} id @param {boolean} on whether the hand is raised: its tile is on the first page then */
  setRaised(id, on) {
    this.#seating.raise(id, on);
    if (on && this.#firstPage < Infinity) this.#arrange();
  }

  /** Shows no more people on a page of the grid, but oneself. @param {number} [others] as many as fit without it */
  limitPage(others) {
    this.#most = others && others + 1;
    this.#arrange();
  }

  /** Has all pictures come, also those of people on other pages, as for a recording. @param {boolean} on */
  wantAll(on) {
    this.#wantsAll = on;
    this.#askForPictures();
  }

  #askForPictures() {
    for (const tile of this.#tiles.values()) tile.setSeen(this.#wantsAll || !this.#unseen.has(tile.element));
  }

  /** Shows somebody's tile, on whichever page it is, and points to it. @param {string} id */
  reveal(id) {
    const tile = this.#tiles.get(id);
    if (!tile) return;
    if (!this.#visible().includes(id)) this.pin(id);
    const index = this.#scrolling(this.focused).indexOf(id);
    if (index >= 0) this.#pager.bring(index);
    tile.element.focus({ preventScroll: true });
    tile.element.classList.add('is-found');
    setTimeout(() => tile.element.classList.remove('is-found'), FOUND_MS);
  }

  /** What is large, if one is: what was pinned, a shared screen, whoever speaks. */
  get focused() {
    if (this.#pinned !== null) return this.#pinned;
    const { screens } = this;
    if (screens.length > 0) return screens.includes(this.#screen) ? this.#screen : screens[screens.length - 1];
    const visible = this.#visible();
    if (this.#view === 'grid' || visible.length < 3) return null;
    const others = [...this.#tiles.keys()].filter((id) => id !== SELF && visible.includes(id));
    return others.find((id) => id === this.#speaker) ?? others[0] ?? null;
  }

  #arrange() {
    keepFocus(this.#list, () => this.#place());
    this.#roving.update();
    this.dispatchEvent(new Event('change'));
  }

  #place() {
    const { clientWidth: width, clientHeight: height } = this.#frame;
    const { focused } = this;
    const visible = this.#visible();
    const isPair = focused === null && visible.length === 2 && visible.includes(SELF);
    /** @type {Mode} */
    const mode = focused !== null ? 'focus' : isPair ? 'pair' : 'grid';
    const { view, places, paging } = arrange(mode, visible.length, { width, height, gap: GAP, most: this.#most });
    this.#firstPage = paging?.size ?? Infinity;
    for (const [id, { element }] of this.#tiles) element.hidden = !visible.includes(id);
    this.#seat(focused);
    this.#order(mode, focused).forEach((id, index) => {
      const tile = this.#tiles.get(id);
      tile?.place(places[index]);
      tile?.element.classList.toggle('is-floating', isPair && id === SELF);
      tile?.element.classList.toggle('is-focused', id === focused);
    });
    putAt(this.#scene, view);
    this.#list.dataset.mode = mode;
    this.#pager.show(paging);
    this.#describePins();
  }

  /**
   * Brings whoever speaks or has raised a hand to the first page, unless they are seen as it is.
   * @param {string | null} focused
   * @returns {boolean} whether anybody has moved
   */
  #seat(focused) {
    if (this.#firstPage === Infinity) return false;
    let hasMoved = false;
    const held = new Set([SELF, this.#speaker ?? '']);
    // Nobody is taken away from under a pointer or the focus.
    for (const [id, { element }] of this.#tiles) {
      if (element.matches(':hover') || element.contains(document.activeElement)) held.add(id);
    }
    for (const id of [this.#speaker, ...this.#seating.raised]) {
      const all = this.#scrolling(focused);
      const start = this.#pager.page * this.#firstPage;
      const isSeen = all.slice(start, start + this.#firstPage).includes(id ?? '');
      // Who is hidden is brought nowhere.
      if (id === null || id === focused || isSeen || !all.includes(id)) continue;
      hasMoved = this.#seating.bring(id, all.slice(0, this.#firstPage), held) || hasMoved;
    }
    return hasMoved;
  }

  /** Everyone but who is large. @param {string | null} focused */
  #scrolling(focused) {
    return this.#visible().filter((id) => id !== focused);
  }

  /**
   * @param {Mode} mode
   * @param {string | null} focused
   * @returns {string[]}
   */
  #order(mode, focused) {
    if (focused !== null) return [focused, ...this.#scrolling(focused)];
    const all = this.#visible();
    // One's own floats over the other.
    return mode === 'pair' ? all.sort((left, right) => Number(left === SELF) - Number(right === SELF)) : all;
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
