/** @import { Tile } from '../stage/tile.js' */
import { colourOf, initialsOf } from '../stage/initials.js';
import { fitOf, layout } from '../stage/layout.js';

const WIDTH = 1280;
const HEIGHT = 720;
const GAP = 8;

export const FRAMES_PER_SECOND = 24;

/** Behind the initials, as in the tiles. */
const COLOURS = ['#5b6b85', '#2f6f8f', '#4d7a4a', '#8a5a2b', '#7a4a78', '#a04452', '#4a5aa0', '#6b6b2e'];

/**
 * Everyone's pictures as one, whatever the window's size is and who is seen in it. Whoever has it calls
 * `draw()` for each picture, as the page's own timers come once a second while it is hidden.
 */
export class Picture {
  #canvas = document.createElement('canvas');
  #context;
  #tiles;

  /** @param {() => Tile[]} tiles those to draw, in their order */
  constructor(tiles) {
    this.#tiles = tiles;
    this.#canvas.width = WIDTH;
    this.#canvas.height = HEIGHT;
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('no canvas');
    this.#context = context;
    // With each drawing there is a picture: a rate of its own would leave out some of them.
    this.track = this.#canvas.captureStream().getVideoTracks()[0];
    this.draw();
  }

  stop() {
    this.track.stop();
  }

  draw() {
    const all = this.#tiles();
    const screens = all.filter(({ content }) => content === 'screen');
    const shown = screens.length > 0 ? screens : all;
    const { width, height, columns } = layout(shown.length, WIDTH - 2 * GAP, HEIGHT - 2 * GAP, GAP);
    const rows = Math.ceil(shown.length / columns);
    this.#context.fillStyle = '#12161d';
    this.#context.fillRect(0, 0, WIDTH, HEIGHT);
    const top = (HEIGHT - rows * height - (rows - 1) * GAP) / 2;
    shown.forEach((tile, index) => {
      const row = Math.floor(index / columns);
      const inRow = Math.min(columns, shown.length - row * columns);
      const left = (WIDTH - inRow * width - (inRow - 1) * GAP) / 2;
      const x = left + (index % columns) * (width + GAP);
      this.#drawTile(tile, { x, y: top + row * (height + GAP), width, height });
    });
  }

  /**
   * @param {Tile} tile
   * @param {import('../stage/arrange.js').Rectangle} place
   */
  #drawTile(tile, place) {
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(place.x, place.y, place.width, place.height);
    context.clip();
    const { video } = tile;
    if (video && video.videoWidth > 0) {
      this.#drawVideo(video, place, tile.content === 'screen');
    } else {
      context.fillStyle = COLOURS[colourOf(tile.name) % COLOURS.length];
      context.fillRect(place.x, place.y, place.width, place.height);
      this.#write(initialsOf(tile.name), { ...place, size: place.height / 4, align: 'center' });
    }
    this.#write(tile.label, { ...place, size: Math.max(14, place.height / 28), align: 'start' });
    context.restore();
  }

  /**
   * @param {HTMLVideoElement} video
   * @param {import('../stage/arrange.js').Rectangle} place
   * @param {boolean} isWhole
   */
  #drawVideo(video, { x, y, width, height }, isWhole) {
    const { videoWidth, videoHeight } = video;
    const fit = isWhole ? 'contain' : fitOf(videoWidth / videoHeight, width / height);
    const scale = Math[fit === 'cover' ? 'max' : 'min'](width / videoWidth, height / videoHeight);
    const drawnWidth = videoWidth * scale;
    const drawnHeight = videoHeight * scale;
    const left = x + (width - drawnWidth) / 2;
    this.#context.drawImage(video, left, y + (height - drawnHeight) / 2, drawnWidth, drawnHeight);
  }

  /**
   * @param {string} text
   * @param {import('../stage/arrange.js').Rectangle & { size: number, align: 'center' | 'start' }} place
   */
  #write(text, { x, y, width, height, size, align }) {
    const context = this.#context;
    context.font = ['600', `${size}px`, 'sans-serif'].join(' ');
    context.textAlign = align === 'center' ? 'center' : 'left';
    context.textBaseline = align === 'center' ? 'middle' : 'alphabetic';
    context.shadowColor = 'rgb(0 0 0 / 70%)';
    context.shadowBlur = align === 'center' ? 0 : 4;
    context.fillStyle = '#fff';
    const left = align === 'center' ? x + width / 2 : x + 12;
    context.fillText(text, left, align === 'center' ? y + height / 2 : y + height - 12, width - 24);
    context.shadowBlur = 0;
  }
}
