// What the page and its worker tell each other.

/** Of whom, and which. @typedef {{ participant: string, sid: string }} Track */

/**
 * To the worker, with a transform. `port`: for what concerns only this one; the page sends a Track, or null, that takes
 * the place of `track`, or 'end', and gets a Readable.
 * @typedef {{ side: 'send' | 'receive', kind: 'audio' | 'video', track: Track | null, port: MessagePort }} TransformOptions
 */

/** Whether what comes for a track can be decrypted. @typedef {{ track: Track, readable: boolean }} Readable */

/**
 * `ready`: it has the key, which is the first and only message to it. `unreadable`: how many frames could not be decrypted.
 * @typedef {{ type: 'ready' } | { type: 'unreadable', count: number }} FromWorker
 */

export {};
