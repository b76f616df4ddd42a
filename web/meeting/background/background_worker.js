/** @import { FromWorker, ToWorker } from './worker_messages.js' */
/** @import { Segmenter } from './segmenter.js' */
import { Composer } from './composer.js';
import { loadSegmenter } from './segmenter.js';

const composer = new Composer();
/** @type {Segmenter} */
let segment;
/** @type {ImageBitmap | undefined} */
let mask;
/** @type {ImageBitmap | null} */
let behind = null;

/** @param {FromWorker} message @param {Transferable[]} [transferred] */
const tell = (message, transferred = []) => self.postMessage(message, { transfer: transferred });

/** @param {Extract<ToWorker, { type: 'frame' }>} message */
async function change({ frame, looks }) {
  if (looks || !mask) mask = await segment(frame);
  const picture = composer.compose(frame, mask, behind);
  frame.close();
  tell({ type: 'picture', picture }, [picture]);
}

/** @param {ToWorker} message */
async function heed(message) {
  if (message.type === 'load') {
    segment = await loadSegmenter(message.files);
    tell({ type: 'ready' });
  } else if (message.type === 'behind') {
    behind?.close();
    behind = message.picture;
  } else {
    await change(message);
  }
}

addEventListener('message', ({ data }) => {
  heed(data).catch((error) => tell({ type: 'failed', message: String(error) }));
});
