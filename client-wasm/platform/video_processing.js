/**
 * As in twilio-video.js: draws each frame of the input onto the output.
 * @typedef {object} VideoProcessor
 * @property {(input: Input, output: HTMLCanvasElement) => unknown} processFrame may be asynchronous;
 *   frames that arrive in the meantime are skipped
 */

/**
 * The input of a processor: by default the canvas.
 * @typedef {HTMLCanvasElement | OffscreenCanvas | HTMLVideoElement | VideoFrame} Input
 */

/**
 * @typedef {object} ProcessorOptions
 * @property {'canvas' | 'offscreencanvas' | 'video' | 'videoframe'} [inputFrameBufferType]
 * @property {string} [outputFrameBufferContextType] '2d', 'webgl2' or 'bitmaprenderer'
 */

/** If there is no callback for each frame. */
const FRAME_MS = 40;
/** Hands over frames also while the page is hidden, when a video element has no callbacks. Chromium has it here. */
const FrameSource = /** @type {any} */ (globalThis).MediaStreamTrackProcessor;

/** A track made by a processor from the frames of another track. */
export class VideoProcessing {
  #processor;
  #inputType;
  #video = document.createElement('video');
  #input = document.createElement('canvas');
  #output = document.createElement('canvas');
  /** Counts inputs, including the end; anything that waits for a frame of an earlier input is obsolete. */
  #turn = 0;
  /** A processor gets one frame at a time, even if the input changes in the meantime. */
  #busy = false;
  /** @type {ReadableStreamDefaultReader<VideoFrame> | undefined} */
  #reader;

  /**
   * @param {MediaStreamTrack} track
   * @param {VideoProcessor} processor
   * @param {ProcessorOptions} [options]
   */
  constructor(track, processor, { inputFrameBufferType = 'canvas', outputFrameBufferContextType = '2d' } = {}) {
    this.#processor = processor;
    this.#inputType = inputFrameBufferType;
    // A canvas without a context has no picture to capture.
    this.#output.getContext(outputFrameBufferContextType);
    this.track = this.#output.captureStream().getVideoTracks()[0];
    this.track.enabled = track.enabled;
    this.setInput(track);
  }

  /** @param {MediaStreamTrack} track provides the frames from now on */
  setInput(track) {
    this.#reader?.cancel();
    if (FrameSource && this.#inputType !== 'video') {
      // It takes no track that has ended; restart() brings another.
      if (track.readyState === 'ended') return;
      this.#reader = new FrameSource({ track }).readable.getReader();
      this.#read(++this.#turn);
      return;
    }
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.srcObject = new MediaStream([track]);
    // It only fails if it is stopped again, or on a page that nobody has interacted with yet.
    this.#video.play().catch(() => {});
    this.#next(++this.#turn);
  }

  stop() {
    ++this.#turn;
    this.#reader?.cancel();
    this.track.stop();
    this.#video.srcObject = null;
  }

  /** @param {number} turn */
  async #read(turn) {
    const reader = /** @type {ReadableStreamDefaultReader<VideoFrame>} */ (this.#reader);
    for (;;) {
      const { value: frame } = await reader.read();
      if (!frame) return;
      if (turn === this.#turn) await this.#take(frame, frame.displayWidth, frame.displayHeight);
      frame.close();
    }
  }

  /** @param {number} turn */
  #next(turn) {
    if (turn !== this.#turn) return;
    if ('requestVideoFrameCallback' in this.#video) {
      this.#video.requestVideoFrameCallback(() => this.#process(turn));
    } else {
      setTimeout(() => this.#process(turn), FRAME_MS);
    }
  }

  /** @param {number} turn */
  async #process(turn) {
    const { videoWidth, videoHeight } = this.#video;
    if (videoWidth > 0 && turn === this.#turn) await this.#take(this.#video, videoWidth, videoHeight);
    this.#next(turn);
  }

  /**
   * @param {HTMLVideoElement | VideoFrame} picture
   * @param {number} width
   * @param {number} height
   */
  async #take(picture, width, height) {
    if (this.#busy) return;
    for (const canvas of [this.#input, this.#output]) {
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    }
    this.#busy = true;
    try {
      await this.#processFrame(picture);
    } catch (error) {
      console.warn('Parley: a video processor failed with a frame.', error);
    } finally {
      this.#busy = false;
    }
  }

  /** @param {HTMLVideoElement | VideoFrame} picture */
  async #processFrame(picture) {
    if (this.#inputType === 'videoframe') {
      const frame = new VideoFrame(picture);
      try {
        await this.#processor.processFrame(frame, this.#output);
      } finally {
        frame.close();
      }
      return;
    }
    if (this.#inputType !== 'video') this.#input.getContext('2d')?.drawImage(picture, 0, 0);
    const input = this.#inputType === 'video' ? this.#video : this.#input;
    await this.#processor.processFrame(input, this.#output);
  }
}
