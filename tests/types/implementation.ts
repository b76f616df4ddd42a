// That the library is what its types say. Checked by the compiler, never run.

import * as implementation from '../../client-wasm/api/video.js';
import type * as promised from '../../client-wasm/types/parley-video.js';

/** What has the names of T, each at least as T has it; events are told by the tests of the library. */
type Without<T> = { [K in keyof T]: T[K] };

export const namespace: Without<Pick<typeof promised, 'isSupported' | 'version'>> = implementation;
export const names: Record<keyof typeof promised, unknown> = implementation;
type Members<T> = Exclude<keyof T, 'on' | 'addListener' | 'once' | 'off' | 'removeListener' | 'removeAllListeners' | 'listenerCount'>;
type Has<Promised, Real> = Members<Promised> extends keyof Real ? true : Exclude<Members<Promised>, keyof Real>;
type RealRoom = Awaited<ReturnType<typeof implementation.connect>>;
type Values<M> = M extends Map<string, infer V> ? V : never;

export const room: Has<promised.Room, RealRoom> = true;
export const local: Has<promised.LocalParticipant, RealRoom['localParticipant']> = true;
export const remote: Has<promised.RemoteParticipant, Values<RealRoom['participants']>> = true;
export const published: Has<promised.LocalTrackPublication, Values<RealRoom['localParticipant']['tracks']>> = true;
export const received: Has<promised.RemoteTrackPublication, Values<Values<RealRoom['participants']>['tracks']>> = true;
export const audio: Has<promised.LocalAudioTrack, implementation.LocalAudioTrack> = true;
export const video: Has<promised.LocalVideoTrack, implementation.LocalVideoTrack> = true;
export const data: Has<promised.LocalDataTrack, implementation.LocalDataTrack> = true;
