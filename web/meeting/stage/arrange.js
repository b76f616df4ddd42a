import { capacityOf, layout, NARROWEST_UPRIGHT } from './layout.js';

/** @typedef {{ x: number, y: number, width: number, height: number }} Rectangle `x` from where lines begin */

/**
 * How tiles share the stage:
 * - `grid`: all the same size, on several pages if they would become too small;
 * - `pair`: the first fills it, the second, one's own, floats in a corner;
 * - `focus`: the first is large, the others are in a strip beside or below it, which scrolls.
 * @typedef {'grid' | 'pair' | 'focus'} Mode
 */

/**
 * In pixels.
 * @typedef {{ width: number, height: number, gap: number, most?: number }} Area `most`: no more tiles on a page of the grid
 */

/**
 * Where the view scrolls, and by how much.
 * @typedef {object} Paging
 * @property {number} size how many tiles a page shows
 * @property {number} count of the tiles that scroll
 * @property {'x' | 'y'} axis
 * @property {number} step from one page to the next, in pixels
 * @property {number} unit where the view comes to rest: at multiples of this
 * @property {Rectangle} bar where the buttons for it are
 * @property {'around' | 'row' | 'strip'} place of the buttons: at both sides of a grid, below it, or at the strip
 */

/**
 * @typedef {object} Arrangement
 * @property {Rectangle} view the part of the stage that scrolls, with all tiles but the large one in it
 * @property {Rectangle[]} places of the tiles; of a large one on the stage, of others in the view, some beyond its edge
 * @property {Paging | null} paging null: everyone is seen
 */

/** The strip beside a large tile takes this part of the stage, between these widths or heights. */
const STRIP_PART = 0.19;
const STRIP_LEAST = 96;
const STRIP_MOST = 300;
const FLOATING_PART = 0.2;
const FLOATING_LEAST = 88;
const FLOATING_MOST = 280;

/** For a button, which has 44 pixels. */
const BAR = 44;

/**
 * Where each tile goes.
 * @param {Mode} mode
 * @param {number} count of tiles
 * @param {Area} area
 * @returns {Arrangement}
 */
export function arrange(mode, count, area) {
  if (mode === 'pair' && count === 2) return { view: whole(area), places: pair(area), paging: null };
  if (mode === 'focus' && count > 1) return focus(count, area);
  if (count > capacityOf(area.width, area.height, area.gap, area.most)) return pages(count, area);
  return { view: whole(area), places: grid(count, area), paging: null };
}

/** @param {Area} area @returns {Rectangle} */
const whole = ({ width, height }) => ({ x: 0, y: 0, width, height });

/**
 * @param {number} count
 * @param {Area} area
 * @returns {Rectangle[]}
 */
function grid(count, area) {
  return rows(count, layout(count, area.width, area.height, area.gap), area);
}

/**
 * @param {number} count
 * @param {ReturnType<typeof layout>} tile
 * @param {Area} area
 * @returns {Rectangle[]}
 */
function rows(count, tile, { width, height, gap }) {
  const allHeight = Math.ceil(count / tile.columns) * (tile.height + gap) - gap;
  const top = Math.max(0, Math.floor((height - allHeight) / 2));
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / tile.columns);
    const inRow = Math.min(tile.columns, count - row * tile.columns);
    const start = Math.floor((width - (inRow * (tile.width + gap) - gap)) / 2);
    return {
      x: start + (index % tile.columns) * (tile.width + gap),
      y: top + row * (tile.height + gap),
      width: tile.width,
      height: tile.height,
    };
  });
}

/**
 * Pages beside one another, with tiles of one size on all of them.
 * @param {number} count
 * @param {Area} area
 * @returns {Arrangement}
 */
function pages(count, { width, height, gap, most }) {
  // Where tiles are wide there is room at the sides, and where they are high, above and below.
  const isAround = width > height;
  const room = BAR + gap;
  const view = isAround
    ? { x: room, y: 0, width: width - 2 * room, height }
    : { x: 0, y: 0, width, height: height - room };
  const inside = { width: view.width, height: view.height, gap };
  const size = capacityOf(view.width, view.height, gap, most);
  const tile = layout(size, view.width, view.height, gap);
  const step = view.width + gap;
  const places = Array.from({ length: Math.ceil(count / size) }, (_, page) =>
    rows(Math.min(size, count - page * size), tile, inside).map((place) => ({ ...place, x: place.x + page * step })));
  const bar = isAround ? { x: 0, y: 0, width, height } : { x: 0, y: height - BAR, width, height: BAR };
  const place = isAround ? 'around' : 'row';
  return { view, places: places.flat(), paging: { size, count, axis: 'x', step, unit: step, bar, place } };
}

/**
 * @param {Area} area
 * @returns {Rectangle[]}
 */
function pair(area) {
  const [other] = grid(1, area);
  const isUpright = area.height > area.width;
  const part = Math.max(area.width, area.height) * FLOATING_PART;
  const long = Math.round(Math.min(FLOATING_MOST, Math.max(FLOATING_LEAST, part)));
  const width = isUpright ? Math.round(long * 0.75) : long;
  const height = isUpright ? long : Math.round((long * 9) / 16);
  const margin = area.gap;
  const self = {
    x: other.x + other.width - width - margin,
    y: other.y + other.height - height - margin,
    width,
    height,
  };
  // An upright stage has room below a picture that is not: nothing of it is hidden then.
  if (other.y * 2 >= height) self.y = Math.min(self.y + height + margin * 2, area.height - height);
  return [other, self];
}

/**
 * @param {number} count
 * @param {Area} area
 * @returns {Arrangement}
 */
function focus(count, { width, height, gap }) {
  const isBeside = width > height * 1.15;
  const strip = Math.round(Math.min(STRIP_MOST, Math.max(STRIP_LEAST, (isBeside ? width : height) * STRIP_PART)));
  const length = isBeside ? Math.round((strip * 9) / 16) : Math.round(strip * 0.8);
  const unit = length + gap;
  const others = count - 1;
  const along = isBeside ? height : width;
  const hasPages = others * unit - gap > along;
  const bar = hasPages ? BAR + gap : 0;
  const room = isBeside ? along - bar : along;
  const size = Math.min(others, Math.max(1, Math.floor((room + gap) / unit)));
  const shown = Math.min(room, size * unit - gap);
  const below = isBeside ? 0 : bar;
  // A picture would stand between bars in a tile that is even higher.
  const highest = Math.min(height - strip - gap - below, Math.round(width / NARROWEST_UPRIGHT));
  const top = Math.floor((height - highest - gap - strip - below) / 2);
  // With buttons below it, the strip is as high as the large tile.
  const start = isBeside && hasPages ? 0 : Math.max(0, Math.floor((along - shown) / 2));
  const large = isBeside
    ? { x: 0, y: 0, width: width - strip - gap, height }
    : { x: 0, y: top, width, height: highest };
  const view = isBeside
    ? { x: width - strip, y: start, width: strip, height: shown }
    : { x: start, y: top + highest + gap, width: shown, height: strip };
  const places = Array.from({ length: others }, (_, index) => isBeside
    ? { x: 0, y: index * unit, width: strip, height: length }
    : { x: index * unit, y: 0, width: length, height: strip });
  return {
    view,
    places: [large, ...places],
    paging: hasPages ? {
      size,
      count: others,
      axis: isBeside ? 'y' : 'x',
      step: size * unit,
      unit,
      bar: isBeside
        ? { x: view.x, y: height - BAR, width: strip, height: BAR }
        : { x: 0, y: view.y + strip + gap, width, height: BAR },
      place: 'strip',
    } : null,
  };
}
