import { layout, NARROWEST_UPRIGHT } from './layout.js';

/** @typedef {{ x: number, y: number, width: number, height: number }} Rectangle `x` from where lines begin */

/**
 * How tiles share the stage:
 * - `grid`: all the same size;
 * - `pair`: the first fills it, the second, one's own, floats in a corner;
 * - `focus`: the first is large, the others are in a strip beside or below it.
 * @typedef {'grid' | 'pair' | 'focus'} Mode
 */

/** @typedef {{ width: number, height: number, gap: number }} Area in pixels */

/** The strip beside a large tile takes this part of the stage, between these widths or heights. */
const STRIP_PART = 0.19;
const STRIP_LEAST = 96;
const STRIP_MOST = 300;
const FLOATING_PART = 0.2;
const FLOATING_LEAST = 88;
const FLOATING_MOST = 280;

/**
 * Where each tile goes.
 * @param {Mode} mode
 * @param {number} count of tiles
 * @param {Area} area
 * @returns {{ places: (Rectangle | null)[], more: Rectangle | null }} null for those that there is no
 *   room for in the strip; how many those are can be told at `more`
 */
export function arrange(mode, count, area) {
  if (mode === 'pair' && count === 2) return { places: pair(area), more: null };
  if (mode === 'focus' && count > 1) return focus(count, area);
  return { places: grid(count, area), more: null };
}

/**
 * @param {number} count
 * @param {Area} area
 * @returns {Rectangle[]}
 */
function grid(count, { width, height, gap }) {
  const tile = layout(count, width, height, gap);
  const allHeight = tile.rows * (tile.height + gap) - gap;
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
 * @returns {ReturnType<typeof arrange>}
 */
function focus(count, { width, height, gap }) {
  const isBeside = width > height * 1.15;
  const across = isBeside ? width : height;
  const strip = Math.round(Math.min(STRIP_MOST, Math.max(STRIP_LEAST, across * STRIP_PART)));
  // A picture would stand between bars in a tile that is even higher.
  const highest = Math.min(height - strip - gap, Math.round(width / NARROWEST_UPRIGHT));
  const top = Math.floor((height - highest - gap - strip) / 2);
  const large = isBeside
    ? { x: 0, y: 0, width: width - strip - gap, height }
    : { x: 0, y: top, width, height: highest };
  const length = isBeside ? Math.round((strip * 9) / 16) : Math.round(strip * 0.8);
  const along = isBeside ? height : width;
  const fitting = Math.max(1, Math.floor((along + gap) / (length + gap)));
  const shown = Math.min(count - 1, fitting);
  const start = Math.max(0, Math.floor((along - (shown * (length + gap) - gap)) / 2));
  const others = Array.from({ length: shown }, (_, index) => {
    const place = start + index * (length + gap);
    return isBeside
      ? { x: width - strip, y: place, width: strip, height: length }
      : { x: place, y: top + highest + gap, width: length, height: strip };
  });
  const hasMore = shown < count - 1 && shown > 1;
  const more = hasMore ? others.pop() ?? null : null;
  /** @type {(Rectangle | null)[]} */
  const places = [large, ...others];
  while (places.length < count) places.push(null);
  return { places, more };
}
