// A recording's work apart from the page: its clock, which goes on at its pace while the page is hidden, its
// parts, and the film that becomes of them.

/** @import { Parts } from './kept_parts.js' */
/** @import { FromWorker, ToWorker } from './worker_messages.js' */
import { BufferTarget, StreamTarget } from 'mediabunny';
import { beginParts, folder, openSync, resumeParts } from './kept_parts.js';
import { rewrite } from './rewrite.js';
import { isMp4, SAVED } from './worker_messages.js';

let name = '';
/** @type {Parts | null} */
let parts = null;
/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;
let isFull = false;
/** A page that cannot keep up draws fewer pictures, instead of falling behind further and further. */
let isDrawing = false;
/** One after the other, in the order in which they came. @type {Promise<void>} */
let done = Promise.resolve();

/** @param {FromWorker} message */
const tell = (message) => postMessage(message);

function tick() {
  if (isDrawing) return;
  isDrawing = true;
  tell({ type: 'tick' });
}

/** @param {ToWorker} message */
async function follow(message) {
  if (message.type === 'begin' || message.type === 'resume') {
    ({ name } = message);
    parts = await (message.type === 'begin' ? beginParts(name) : resumeParts(name));
    if (message.type === 'begin') clock = setInterval(tick, 1000 / message.framesPerSecond);
    tell({ type: 'begun' });
  } else if (message.type === 'part') {
    // A video with a gap could not be read further, so it ends at the first part that does not fit.
    if (isFull || await parts?.write(message.part)) return;
    isFull = true;
    tell({ type: 'full' });
  } else if (message.type === 'finish') {
    clearInterval(clock);
    tell({ type: 'finished', file: await finish(message.to) });
  } else if (message.type === 'forget') {
    clearInterval(clock);
    await parts?.remove();
    tell({ type: 'forgotten' });
  }
}

/**
 * @param {FileSystemFileHandle | null} to
 * @returns {Promise<Blob | null>} null where it is in that file
 */
async function finish(to) {
  const recorded = await parts?.all();
  if (!recorded || recorded.size === 0) throw new Error('nothing was recorded');
  if (to) {
    await saveTo(to, recorded);
    await parts?.remove();
    return null;
  }
  try {
    return await rewrittenOnDisk(recorded);
  } catch {
    return rewrittenInMemory(recorded);
  }
}

/**
 * @param {FileSystemFileHandle} to
 * @param {Blob} recorded
 */
async function saveTo(to, recorded) {
  try {
    await rewrite(recorded, new StreamTarget(await to.createWritable()), { mp4: isMp4(name) });
  } catch {
    // As the browser recorded it, it can at least be played.
    await recorded.stream().pipeTo(await to.createWritable());
  }
}

/** @param {Blob} recorded @returns {Promise<Blob>} */
async function rewrittenOnDisk(recorded) {
  const handle = await (await folder(SAVED)).getFileHandle(name, { create: true });
  const access = await openSync(handle);
  try {
    access.truncate(0);
    /** @type {WritableStream<import('mediabunny').StreamTargetChunk>} */
    const stream = new WritableStream({ write: ({ data, position }) => void access.write(data, { at: position }) });
    await rewrite(recorded, new StreamTarget(stream, { chunked: true }), { mp4: isMp4(name) });
  } finally {
    access.close();
  }
  return handle.getFile();
}

/** @param {Blob} recorded @returns {Promise<Blob>} as it was recorded, where there is too little memory */
async function rewrittenInMemory(recorded) {
  try {
    const target = new BufferTarget();
    await rewrite(recorded, target, { mp4: isMp4(name) });
    return target.buffer ? new Blob([target.buffer]) : recorded;
  } catch {
    return recorded;
  }
}

addEventListener('message', ({ data }) => {
  if (data.type === 'drawn') {
    isDrawing = false;
    return;
  }
  done = done.then(() => follow(data)).catch((error) => tell({ type: 'failed', message: String(error) }));
});
