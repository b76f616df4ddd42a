// That the library is what its types say: every property, argument, result and event of both, as the
// compiler derives the implementation's from its JSDoc. Checked by the compiler, never run.

import * as implementation from '../../client-wasm/api/module.js';
import type { EventEmitter } from '../../client-wasm/api/event_emitter.js';
import type { LocalVideoTrackEvents } from '../../client-wasm/api/local_video_track.js';
import type { LocalMediaTrack, LocalMediaTrackEvents } from '../../client-wasm/api/local_media_track.js';
import type { LocalParticipant, LocalParticipantEvents } from '../../client-wasm/api/local_participant.js';
import type { LocalTrackPublication, LocalTrackPublicationEvents } from '../../client-wasm/api/local_track_publication.js';
import type { RemoteAudioTrack } from '../../client-wasm/api/remote_audio_track.js';
import type { RemoteDataTrack, RemoteDataTrackEvents } from '../../client-wasm/api/remote_data_track.js';
import type { RemoteMediaTrack, RemoteMediaTrackEvents } from '../../client-wasm/api/remote_media_track.js';
import type { RemoteParticipant, RemoteParticipantEvents, RemoteTrack } from '../../client-wasm/api/remote_participant.js';
import type { RemoteTrackPublication, RemoteTrackPublicationEvents } from '../../client-wasm/api/remote_track_publication.js';
import type { RemoteVideoTrack, RemoteVideoTrackEvents } from '../../client-wasm/api/remote_video_track.js';
import type { Room, RoomEvents } from '../../client-wasm/api/room.js';
import type { RoomPreview } from '../../client-wasm/api/room_preview.js';
import type { PreflightEvents, PreflightTest } from '../../client-wasm/api/run_preflight.js';
import type { ParleyError } from '../../client-wasm/api/errors.js';
import type * as promised from '../../client-wasm/types/parley-video.js';

/** Both sides' classes under one name, so that the two can be compared. */
type Named<T> =
  T extends implementation.LocalAudioTrack | promised.LocalAudioTrack ? 'LocalAudioTrack'
  : T extends implementation.LocalVideoTrack | promised.LocalVideoTrack ? 'LocalVideoTrack'
  : T extends LocalMediaTrack ? 'LocalAudioTrack' | 'LocalVideoTrack'
  : T extends implementation.LocalDataTrack | promised.LocalDataTrack ? 'LocalDataTrack'
  : T extends RemoteAudioTrack | promised.RemoteAudioTrack ? 'RemoteAudioTrack'
  : T extends RemoteVideoTrack | promised.RemoteVideoTrack ? 'RemoteVideoTrack'
  : T extends RemoteMediaTrack ? 'RemoteAudioTrack' | 'RemoteVideoTrack'
  : T extends RemoteDataTrack | promised.RemoteDataTrack ? 'RemoteDataTrack'
  : T extends LocalTrackPublication<infer Track> ? { published: Comparable<Track> }
  : T extends promised.LocalTrackPublication<infer Track> ? { published: Comparable<Track> }
  : T extends RemoteTrackPublication<infer Track> ? { received: Comparable<Track> }
  : T extends promised.RemoteTrackPublication<infer Track> ? { received: Comparable<Track> }
  : T extends LocalParticipant | promised.LocalParticipant ? 'LocalParticipant'
  : T extends RemoteParticipant | promised.RemoteParticipant ? 'RemoteParticipant'
  : T extends Room | promised.Room ? 'Room'
  : T extends RoomPreview | promised.RoomPreview ? 'RoomPreview'
  : T extends PreflightTest | promised.PreflightTest ? 'PreflightTest'
  : T extends typeof implementation.Logger | promised.Logger ? 'Logger'
  : T extends ParleyError | promised.VideoError ? 'VideoError'
  : never;

type Primitive = string | number | boolean | undefined | null | void;
/** What both take from the browser as it is. */
type FromBrowser = EventTarget | Blob | ArrayBuffer | ArrayBufferView | Error;

/** A type's shape as mere data, which the compiler compares to the last detail in both directions. */
type Comparable<T> =
  0 extends 1 & T ? { any: true }
  : T extends Primitive ? T
  : [Named<T>] extends [never] ? Shape<T> : Named<T>;
type Shape<T> =
  T extends FromBrowser ? T
  : T extends Promise<infer V> ? { promise: Comparable<V>; cancelable: T extends { cancel(): void } ? true : false }
  : T extends Map<infer K, infer V> ? { map: [K, Comparable<V>] }
  : T extends readonly unknown[] ? { [I in keyof T]: Comparable<T[I]> }
  : T extends new (...values: infer A) => infer V ? { constructed: Comparable<V>; from: Comparable<A> }
  : T extends (...values: infer A) => infer V ? { returned: Comparable<V>; from: Comparable<A> }
  : { [K in keyof T]-?: { value: Comparable<T[K]>; optional: {} extends Pick<T, K> ? true : false } };

/** What is the library's own business. */
type Hidden = keyof EventEmitter | `_${string}` | symbol;
/** The names that the two have differently, or of which one has none; `never` where all agree. */
type Different<Promised, Real> = {
  [K in Exclude<keyof Promised | keyof Real, Hidden>]:
    K extends keyof Promised & keyof Real ? Same<Comparable<Promised[K]>, Comparable<Real[K]>, K> : K
}[Exclude<keyof Promised | keyof Real, Hidden>];
type Same<A, B, K> = [A] extends [B] ? [B] extends [A] ? never : K : K;
type Agree<Promised, Real> = [Different<Promised, Real>] extends [never] ? true : Different<Promised, Real>;

/** The same of events and their arguments; the classes have to tell just these. */
type AgreeOnEvents<Promised, PromisedEvents extends Record<string, unknown[]>, Real, RealEvents extends Record<string, any[]>> =
  Promised extends promised.EventEmitter<PromisedEvents>
    ? Real extends EventEmitter<RealEvents> ? Agree<PromisedEvents, RealEvents> : 'the implementation has others'
    : 'others are promised';

export const namespace: Agree<typeof promised, typeof implementation> = true;
export const room: Agree<promised.Room, Room> = true;
export const local: Agree<promised.LocalParticipant, LocalParticipant> = true;
export const remote: Agree<promised.RemoteParticipant, RemoteParticipant> = true;
export const published: Agree<promised.LocalTrackPublication, LocalTrackPublication> = true;
export const received: Agree<promised.RemoteTrackPublication, RemoteTrackPublication> = true;
export const localAudio: Agree<promised.LocalAudioTrack, implementation.LocalAudioTrack> = true;
export const localVideo: Agree<promised.LocalVideoTrack, implementation.LocalVideoTrack> = true;
export const localData: Agree<promised.LocalDataTrack, implementation.LocalDataTrack> = true;
export const remoteAudio: Agree<promised.RemoteAudioTrack, RemoteAudioTrack> = true;
export const remoteVideo: Agree<promised.RemoteVideoTrack, RemoteVideoTrack> = true;
export const remoteData: Agree<promised.RemoteDataTrack, RemoteDataTrack> = true;
export const preview: Agree<promised.RoomPreview, RoomPreview> = true;
export const preflight: Agree<promised.PreflightTest, PreflightTest> = true;
export const logger: Agree<promised.Logger, typeof implementation.Logger> = true;
export const error: Agree<Omit<promised.VideoError, keyof Error>, Omit<ParleyError, keyof Error | 'toString'>> = true;

export const roomEvents: AgreeOnEvents<promised.Room, promised.RoomEvents, Room, RoomEvents> = true;
export const localEvents:
  AgreeOnEvents<promised.LocalParticipant, promised.LocalParticipantEvents, LocalParticipant, LocalParticipantEvents> = true;
export const remoteEvents:
  AgreeOnEvents<promised.RemoteParticipant, promised.RemoteParticipantEvents, RemoteParticipant, RemoteParticipantEvents> = true;
export const publishedEvents: AgreeOnEvents<promised.LocalTrackPublication,
  promised.LocalTrackPublicationEvents, LocalTrackPublication, LocalTrackPublicationEvents> = true;
export const receivedEvents: AgreeOnEvents<promised.RemoteTrackPublication,
  promised.RemoteTrackPublicationEvents<promised.RemoteTrack>, RemoteTrackPublication, RemoteTrackPublicationEvents<RemoteTrack>> = true;
export const localAudioEvents: AgreeOnEvents<promised.LocalAudioTrack, promised.LocalMediaTrackEvents<promised.LocalAudioTrack>,
  implementation.LocalAudioTrack, LocalMediaTrackEvents<implementation.LocalAudioTrack>> = true;
export const localVideoEvents: AgreeOnEvents<promised.LocalVideoTrack, promised.LocalVideoTrackEvents,
  implementation.LocalVideoTrack, LocalVideoTrackEvents> = true;
export const remoteAudioEvents: AgreeOnEvents<promised.RemoteAudioTrack, promised.RemoteMediaTrackEvents<promised.RemoteAudioTrack>,
  RemoteAudioTrack, RemoteMediaTrackEvents<RemoteAudioTrack>> = true;
export const remoteVideoEvents:
  AgreeOnEvents<promised.RemoteVideoTrack, promised.RemoteVideoTrackEvents, RemoteVideoTrack, RemoteVideoTrackEvents> = true;
export const remoteDataEvents:
  AgreeOnEvents<promised.RemoteDataTrack, promised.RemoteDataTrackEvents, RemoteDataTrack, RemoteDataTrackEvents> = true;
export const preflightEvents: AgreeOnEvents<promised.PreflightTest, promised.PreflightEvents, PreflightTest, PreflightEvents> = true;

// That the comparison would notice.

type Class = { room(name: string, limit?: number): Promise<string>; state: 'on' | 'off'; tracks: Map<string, Room> };
export const same: Agree<Class, { room(name: string, limit?: number): Promise<string>; state: 'on' | 'off';
  tracks: Map<string, promised.Room>; _own: 1 }> = true;
// @ts-expect-error another argument
export const argument: Agree<Class, Omit<Class, 'room'> & { room(name: string | number, limit?: number): Promise<string> }> = true;
// @ts-expect-error an optional argument is required
export const required: Agree<Class, Omit<Class, 'room'> & { room(name: string, limit: number): Promise<string> }> = true;
// @ts-expect-error another result
export const result: Agree<Class, Omit<Class, 'room'> & { room(name: string, limit?: number): Promise<string | null> }> = true;
// @ts-expect-error another value
export const value: Agree<Class, Omit<Class, 'state'> & { state: 'on' }> = true;
// @ts-expect-error another class
export const other: Agree<Class, Omit<Class, 'tracks'> & { tracks: Map<string, LocalParticipant> }> = true;
// @ts-expect-error a name less
export const less: Agree<Class, Omit<Class, 'state'>> = true;
// @ts-expect-error a name more
export const more: Agree<Class, Class & { added: string }> = true;
// @ts-expect-error an option more
export const option: Agree<{ f(o: { a?: string }): void }, { f(o: { a?: string; b?: string }): void }> = true;
// @ts-expect-error an event with another argument
export const event: AgreeOnEvents<promised.Room, promised.RoomEvents, Room, Omit<RoomEvents, 'reconnecting'> & { reconnecting: [] }> = true;
