/**
 * What the page and the worker that changes the background say to each other.
 *
 * To the worker: where the model's files are, by their own names; what is put behind the person, null to blur what is
 * there; a frame, and whether the person is to be looked for anew in it
 * @typedef {{ type: 'load', files: Record<string, string> } | { type: 'behind', picture: ImageBitmap | null }
 *   | { type: 'frame', frame: ImageBitmap, looks: boolean }} ToWorker
 *
 * From the worker: it is ready for frames; the last frame with another background; it cannot, and does not go on
 * @typedef {{ type: 'ready' } | { type: 'picture', picture: ImageBitmap } | { type: 'failed', message: string }} FromWorker
 */

export {};
