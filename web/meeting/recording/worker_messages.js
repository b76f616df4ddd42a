/**
 * What a recording's page and its worker say to each other.
 *
 * To the worker: a recording begins, or one that an earlier page has left behind is taken up; a part of it;
 * the picture is drawn that it was time for; it is to be finished, in the file that the person chose where there is one; what came of it has reached the
 * person, or is not wanted
 * @typedef {{ type: 'begin', name: string, framesPerSecond: number } | { type: 'resume', name: string }
 *   | { type: 'part', part: Blob } | { type: 'drawn' } | { type: 'finish', to: FileSystemFileHandle | null } | { type: 'forget' }} ToWorker
 *
 * From the worker: it is time for a picture; there is no room for more; and the answers, of which each but the
 * first has what was asked. `file`: to be saved by the browser, null where it is saved
 * @typedef {{ type: 'tick' } | { type: 'full' } | { type: 'failed', message: string } | { type: 'begun' }
 *   | { type: 'finished', file: Blob | null } | { type: 'forgotten' }} FromWorker
 */

/** Where the browser keeps recordings for this site until they are saved, and those that are. */
export const UNSAVED = 'recordings';
export const SAVED = 'saved-recordings';

/**
 * The container, by the name of a file.
 * @param {string} name
 */
export const isMp4 = (name) => name.endsWith('.mp4');
