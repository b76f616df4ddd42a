/** @typedef {(frame: ImageBitmap) => Promise<ImageBitmap>} Segmenter the mask is opaque where a person is */

/**
 * Loads MediaPipe's selfie segmentation into this worker.
 * @param {Record<string, string>} files the URLs of its files, by the names that it has for them
 * @returns {Promise<Segmenter>} rejected where there is no WebGL, or a file cannot be loaded
 */
export async function loadSegmenter(files) {
  standInForPage();
  load(files['selfie_segmentation.js']);
  const { SelfieSegmentation } = /** @type {any} */ (self);
  const segmenter = new SelfieSegmentation({ locateFile: (/** @type {string} */ name) => files[name] });
  // The model for pictures that are wider than high.
  segmenter.setOptions({ modelSelection: 1 });
  /** @type {any} */
  let results;
  segmenter.onResults((/** @type {unknown} */ latest) => {
    results = latest;
  });
  await segmenter.initialize();
  return async (frame) => {
    await segmenter.send({ image: frame });
    return results.segmentationMask;
  };
}

/** @param {string} url of a script */
function load(url) {
  /** @type {any} */ (self).importScripts(url);
}

/** MediaPipe has a way for workers of its own, which does not load the model. With these parts of a page it takes the other. */
function standInForPage() {
  const script = {
    src: '',
    loaded: () => {},
    setAttribute(/** @type {string} */ name, /** @type {string} */ value) {
      if (name === 'src') this.src = value;
    },
    addEventListener(/** @type {string} */ type, /** @type {() => void} */ listener) {
      if (type === 'load') this.loaded = listener;
    },
  };
  const nothing = () => {};
  const document = {
    addEventListener: nothing,
    removeEventListener: nothing,
    createElement: (/** @type {string} */ tag) => (tag === 'canvas' ? new OffscreenCanvas(1, 1) : { ...script }),
    body: {
      appendChild(/** @type {typeof script} */ added) {
        load(added.src);
        added.loaded();
      },
    },
  };
  Object.assign(self, { window: self, document });
}
