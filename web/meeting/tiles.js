/** @import { Tile } from './tile.js' */
import { gridOf } from './grid.js';

const GAP = 10;

/** The stage: everyone's tile, as large as there is room for. */
export class Tiles {
  #list;
  /** @type {Map<string, Tile>} */
  #tiles = new Map();

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
    list.style.setProperty('--gap', `${GAP}px`);
    new ResizeObserver(() => this.#arrange()).observe(list);
  }

  /**
   * @param {string} id
   * @param {Tile} tile
   */
  add(id, tile) {
    this.remove(id);
    this.#tiles.set(id, tile);
    this.#list.append(tile.element);
    this.#arrange();
  }

  /** @param {string} id */
  remove(id) {
    const tile = this.#tiles.get(id);
    if (!tile) return;
    tile.play('audio', null);
    tile.play('video', null);
    tile.element.remove();
    this.#tiles.delete(id);
    this.#arrange();
  }

  #arrange() {
    // Its own size, not its content's: the list scrolls.
    const { clientWidth, clientHeight, style } = this.#list;
    const { width, height } = gridOf(this.#tiles.size, clientWidth, clientHeight, GAP);
    style.setProperty('--tile-width', `${width}px`);
    style.setProperty('--tile-height', `${height}px`);
  }
}
