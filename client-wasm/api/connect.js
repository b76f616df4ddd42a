/** @import { ConnectionSettings } from '../platform/connection_settings.js' */
/** @import { LocalTrack } from './local_participant.js' */
/** @import { ConnectOptions } from './connect_options.js' */
/** @import { Room } from './room.js' */
import { toWellFormed } from '../platform/well_formed.js';
import { grantsOf } from './access_token.js';
import { checkOptions } from './check_options.js';
import { settingsOf } from './connect_options.js';
import { createLocalTracks } from './create_local_tracks.js';
import { ParleyError } from './errors.js';
import { LONGEST_BYTES, charactersOver } from './limits.js';
import { loadModule } from './loader.js';
import { asLocalTrack } from './local_participant.js';
import { Membership } from './membership.js';
import { roomNameOf, spelled } from './names.js';
import { unlessOriginRefused } from './refused_origin.js';
import { roomLog } from './room_log.js';
import { takeOverPreview } from './room_preview.js';
import { serverAddress } from './server_address.js';
import { createSid } from './sid.js';

/**
 * `cancel()` rejects the promise and abandons the operation.
 * @template T
 * @typedef {Promise<T> & { cancel(): void }} CancelablePromise
 */

/**
 * Enters the room with that name or sid, or the one that the token is for, or a new one whose name is its sid. Tracks created by this call are
 * stopped when the room is left; `options.tracks` are not.
 * @param {string} token an access token, whose identity others see; '' for a server that requires
 *   none
 * @param {ConnectOptions} [options]
 * @returns {CancelablePromise<Room>} rejected with a ParleyError, a DOMException if camera or
 *   microphone are not available, a TypeError for a token that is not a string, a TypeError or RangeError for options
 *   as `checkOptions()` refuses them
 */
export function connect(token, options) {
  const cancellation = new AbortController();
  // null is not an object either, and pages may pass null.
  const promise = enter(token, options ?? {}, { cancelled: cancellation.signal });
  return Object.assign(promise, { cancel: () => cancellation.abort() });
}

/**
 * As `connect()`, within the library.
 * @param {string} token
 * @param {ConnectOptions} options
 * @param {{ cancelled: AbortSignal, created?: ConnectionSettings['created'] }} within
 * @returns {Promise<Room>}
 */
export async function enter(token, options, { cancelled, created }) {
  checkOptions(options);
  if (typeof token !== 'string') throw new TypeError('The token must be a string.');
  const granted = grantsOf(token);
  // The server relies on the token alone; this is what the page shows in the meantime.
  const identity = spelled(toWellFormed(granted.identity)) || checkedIdentity(options.identity ?? '');
  const server = serverAddress(options.server, token);
  if (token === '' && identity === '') {
    throw new ParleyError('bad-identity', 'Without a token, connect() needs the option "identity".');
  }
  const settings = settingsOf(options);
  const log = roomLog(options);
  const making = localTracks(options);
  /** Releases the devices that were opened only for this room. */
  const stopTracks = async () => {
    if (!options.tracks) stopAll(await making);
  };
  try {
    const [module, tracks] = await unlessCancelled(Promise.all([loadModule(), making]), cancelled);
    const name = roomNameOf(String(options.name ?? granted.room)) || createSid('RM');
    const membership = takeOverPreview(server, name) ?? new Membership(module);
    membership.configure({ ...settings, connection: { ...settings.connection, created } });
    membership.introduce(identity, tracks);
    const entering = unlessOriginRefused(membership.enter(server, name, toWellFormed(token)), membership, server);
    const room = await unlessCancelled(entering, cancelled, () => membership.leave());
    membership.over.then(stopTracks);
    log.entered(room);
    return room;
  } catch (error) {
    log.failed(error, cancelled.aborted);
    // Camera and microphone may be granted later, when nobody wants them any more.
    stopTracks().catch(() => {});
    throw error;
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} cancelled
 * @param {() => void} [giveUp] undoes the operation of the promise
 * @returns {Promise<T>}
 */
function unlessCancelled(promise, cancelled, giveUp) {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      reject(new Error('Canceled'));
      giveUp?.();
    };
    if (cancelled.aborted) cancel();
    cancelled.addEventListener('abort', cancel);
    // A completed operation can no longer be cancelled. In the other order there would be a moment in which a result
    // is returned and abandoned anyway.
    promise.finally(() => cancelled.removeEventListener('abort', cancel)).then(resolve, reject);
  });
}

/** @param {string} identity */
function checkedIdentity(identity) {
  const given = toWellFormed(String(identity));
  const text = spelled(given);
  if (given !== '' && text === '') {
    throw new ParleyError('bad-identity', 'The name has nothing that can be seen.');
  }
  if (/\p{Cc}/u.test(text) || charactersOver(text, LONGEST_BYTES.identity) > 0) {
    throw new ParleyError('bad-identity', 'The name is too long or has control characters.');
  }
  return text;
}

/**
 * @param {ConnectOptions} options
 * @returns {Promise<LocalTrack[]>}
 */
async function localTracks(options) {
  return options.tracks?.map((track) => asLocalTrack(track)) ?? createLocalTracks(options);
}

/** @param {LocalTrack[]} tracks */
function stopAll(tracks) {
  for (const track of tracks) if (track.kind !== 'data') track.stop();
}
