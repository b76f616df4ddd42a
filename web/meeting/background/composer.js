/** The blurred background is drawn so much smaller first, which blurs it too and costs less. */
const SHRUNK = 8;
const BLUR = 'blur(3px)';

/** Draws a person in front of another background. */
export class Composer {
  #canvas = new OffscreenCanvas(1, 1);
  #context = contextOf(this.#canvas);
  #small = new OffscreenCanvas(1, 1);
  #smallContext = contextOf(this.#small);

  /**
   * @param {ImageBitmap} frame
   * @param {ImageBitmap} mask opaque where the person is
   * @param {ImageBitmap | null} behind null: the frame itself, blurred
   * @returns {ImageBitmap}
   */
  compose(frame, mask, behind) {
    const { width, height } = frame;
    resize(this.#canvas, width, height);
    const context = this.#context;
    context.globalCompositeOperation = 'copy';
    context.drawImage(mask, 0, 0, width, height);
    context.globalCompositeOperation = 'source-in';
    context.drawImage(frame, 0, 0);
    context.globalCompositeOperation = 'destination-over';
    if (behind) cover(context, behind, width, height);
    else this.#drawBlurred(frame, width, height);
    return this.#canvas.transferToImageBitmap();
  }

  /**
   * @param {ImageBitmap} frame
   * @param {number} width
   * @param {number} height
   */
  #drawBlurred(frame, width, height) {
    const small = this.#small;
    resize(small, Math.ceil(width / SHRUNK), Math.ceil(height / SHRUNK));
    // Where there are no filters, as in Safari, it is blurred by being small alone.
    this.#smallContext.filter = BLUR;
    this.#smallContext.drawImage(frame, 0, 0, small.width, small.height);
    this.#context.drawImage(small, 0, 0, width, height);
  }
}

/** @param {OffscreenCanvas} canvas */
function contextOf(canvas) {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return context;
}

/**
 * @param {OffscreenCanvas} canvas
 * @param {number} width
 * @param {number} height
 */
function resize(canvas, width, height) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
}

/**
 * Fills the canvas with the middle of a picture, whatever its shape.
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {ImageBitmap} picture
 * @param {number} width
 * @param {number} height
 */
function cover(context, picture, width, height) {
  const scale = Math.max(width / picture.width, height / picture.height);
  const drawn = { width: picture.width * scale, height: picture.height * scale };
  context.drawImage(picture, (width - drawn.width) / 2, (height - drawn.height) / 2, drawn.width, drawn.height);
}
