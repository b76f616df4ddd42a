/** @import { Rectangle } from './arrange.js' */

/**
 * Width to height. Pictures fill their tiles; between these, that cuts off no face. Only where the
 * screen itself is upright do upright tiles show more.
 */
const WIDEST = 16 / 9;
const NARROWEST = 4 / 3;
export const NARROWEST_UPRIGHT = 4 / 5;

/** Narrower tiles are of no use to anyone. */
const LEAST_WIDTH = 112;

/** The smallest tiles in which people are known by their faces and names. Those who do not fit are on other pages. */
const LEAST_ON_PAGE = { width: 168, height: 108 };
const LEAST_ON_UPRIGHT_PAGE = { width: 130, height: 120 };
const MOST_ON_PAGE = 64;

/** How much of a picture's width, and of its height, must stay seen for it to fill its tile. */
const LEAST_SEEN_WIDTH = 0.42;
const LEAST_SEEN_HEIGHT = 0.72;

/**
 * How large tiles can be when they fill an area in rows: of all numbers of columns, the one that
 * shows faces largest.
 * @param {number} count of tiles
 * @param {number} width of the area, in pixels
 * @param {number} height
 * @param {number} [gap] between tiles
 * @returns {{ width: number, height: number, columns: number, rows: number }} of one tile; more
 *   rows than fit below one another where tiles would else be too small
 */
export function layout(count, width, height, gap = 0) {
  let best = { width: 0, height: 0, columns: 1, rows: count };
  let most = 0;
  const narrowest = width > height ? NARROWEST : NARROWEST_UPRIGHT;
  for (let columns = 1; columns <= count; ++columns) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    if (columns > 1 && cellWidth < LEAST_WIDTH) break;
    const tileWidth = Math.min(cellWidth, cellHeight * WIDEST);
    const tileHeight = Math.min(cellHeight, tileWidth / narrowest);
    // A picture is wide: it is scaled to its tile's height, and with it the face. What an upright tile
    // cuts off at its sides is rather the wall, so it counts for little.
    const seen = tileHeight * Math.sqrt(Math.sqrt(tileWidth / tileHeight / WIDEST));
    if (seen > most) {
      most = seen;
      best = { width: Math.floor(tileWidth), height: Math.floor(tileHeight), columns, rows };
    }
  }
  if (best.width >= LEAST_WIDTH) return best;
  const columns = Math.max(1, Math.floor((width + gap) / (LEAST_WIDTH + gap)));
  const side = Math.max(0, Math.floor((width - gap * (columns - 1)) / columns));
  return { width: side, height: side, columns, rows: Math.ceil(count / columns) };
}

/**
 * How many people an area shows at once.
 * @param {number} width of the area, in pixels
 * @param {number} height
 * @param {number} [gap] between tiles
 * @param {number} [most] no more than that
 * @returns {number} at least one
 */
export function capacityOf(width, height, gap = 0, most = MOST_ON_PAGE) {
  const least = width > height ? LEAST_ON_PAGE : LEAST_ON_UPRIGHT_PAGE;
  for (let count = Math.min(most, MOST_ON_PAGE); count > 1; --count) {
    const tile = layout(count, width, height, gap);
    const fits = tile.rows * (tile.height + gap) - gap <= height;
    if (fits && tile.width >= least.width && tile.height >= least.height) return count;
  }
  return 1;
}

/**
 * Whether a picture fills its tile, which cuts something off, or stands whole in it.
 * @param {number} picture width to height
 * @param {number} tile width to height
 * @returns {'cover' | 'contain'}
 */
export function fitOf(picture, tile) {
  const seen = Math.min(picture, tile) / Math.max(picture, tile);
  return seen >= (picture > tile ? LEAST_SEEN_WIDTH : LEAST_SEEN_HEIGHT) ? 'cover' : 'contain';
}

/**
 * The largest place of that shape in the middle of another.
 * @param {Rectangle} place
 * @param {number} shape width to height
 * @returns {Rectangle}
 */
export function shapedIn({ x, y, width, height }, shape) {
  const shapedWidth = Math.round(Math.min(width, height * shape));
  const shapedHeight = Math.round(Math.min(height, width / shape));
  return {
    x: x + Math.floor((width - shapedWidth) / 2),
    y: y + Math.floor((height - shapedHeight) / 2),
    width: shapedWidth,
    height: shapedHeight,
  };
}
