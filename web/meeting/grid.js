/**
 * Width to height. Pictures fill their tiles; between these, that cuts off no face. Only where the
 * screen itself is upright do upright tiles show more.
 */
const WIDEST = 16 / 9;
const NARROWEST = 4 / 3;
const NARROWEST_UPRIGHT = 4 / 5;

/** Narrower tiles are of no use to anyone; the stage scrolls instead. */
const LEAST_WIDTH = 112;

/**
 * How large tiles can be when they fill an area in rows: of all numbers of columns, the one that
 * shows most of everyone's picture.
 * @param {number} count of tiles
 * @param {number} width of the area, in pixels
 * @param {number} height
 * @param {number} gap between tiles
 * @returns {{ width: number, height: number, columns: number }} of one tile
 */
export function gridOf(count, width, height, gap) {
  let best = { width: 0, height: 0, columns: 1 };
  let most = 0;
  const narrowest = width > height ? NARROWEST : NARROWEST_UPRIGHT;
  for (let columns = 1; columns <= count; ++columns) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    if (columns > 1 && cellWidth < LEAST_WIDTH) break;
    const tileWidth = Math.min(cellWidth, cellHeight * WIDEST);
    const tileHeight = Math.min(cellHeight, tileWidth / narrowest);
    // A picture is wide: what an upright tile cuts off at its sides is not seen.
    const seen = tileWidth * tileHeight * (tileWidth / tileHeight / WIDEST);
    if (seen > most) {
      most = seen;
      best = { width: Math.floor(tileWidth), height: Math.floor(tileHeight), columns };
    }
  }
  if (best.width >= LEAST_WIDTH) return best;
  const columns = Math.max(1, Math.floor((width + gap) / (LEAST_WIDTH + gap)));
  const tileWidth = Math.floor((width - gap * (columns - 1)) / columns);
  return { width: tileWidth, height: tileWidth, columns };
}
