// Parley's video library, for pages that use it: the interface of twilio-video.js 2.x.
// docs/library.md, which is the package's README, lists for each name what is the same and what differs.
//
// As in twilio-video.js, what pages only read is not marked as `readonly`: their own tests set it.

// --- Events ---

export type Events = Record<string, unknown[]>;

/** Declared like a method, so that a listener need not declare that a value can be missing. */
type Listener<V extends unknown[]> = { hear(...values: V): void }['hear'];

/** The arguments of an event; of one that any of several emitters may have, if `T` is a union. */
type ValuesOf<T, K extends string> = T extends EventEmitter<infer E> ? K extends keyof E ? E[K] : never : never;

/** An event that is not listed has any arguments, as in twilio-video.js. */
type ListenerOf<T, K extends string> =
  [ValuesOf<T, K>] extends [never] ? (...values: any[]) => void : Listener<Extract<ValuesOf<T, K>, unknown[]>>;

/** The names of an emitter's events, for editors to propose, or any other. */
type EventOf<T> = (T extends EventEmitter<infer E> ? keyof E & string : never) | (string & {});

/**
 * Node's EventEmitter. Its methods have the same types whatever the events are, so that they can be called on a union
 * of emitters.
 */
export interface EventEmitter<E extends Events> {
  /** Where an emitter's type carries its events: there is no such property. */
  readonly __events?: E;
  on<T extends EventEmitter<any>, K extends EventOf<T>>(this: T, event: K, listener: ListenerOf<T, K>): T;
  addListener<T extends EventEmitter<any>, K extends EventOf<T>>(this: T, event: K, listener: ListenerOf<T, K>): T;
  once<T extends EventEmitter<any>, K extends EventOf<T>>(this: T, event: K, listener: ListenerOf<T, K>): T;
  prependListener<T extends EventEmitter<any>, K extends EventOf<T>>(this: T, event: K, listener: ListenerOf<T, K>): T;
  prependOnceListener<T extends EventEmitter<any>, K extends EventOf<T>>(this: T, event: K, listener: ListenerOf<T, K>): T;
  off<T extends EventEmitter<any>, K extends EventOf<T>>(this: T, event: K, listener: ListenerOf<T, K>): T;
  removeListener<T extends EventEmitter<any>, K extends EventOf<T>>(this: T, event: K, listener: ListenerOf<T, K>): T;
  removeAllListeners(event?: string): this;
  listenerCount(event: string): number;
  listeners(event: string): ((...values: any[]) => void)[];
  rawListeners(event: string): ((...values: any[]) => void)[];
  eventNames(): string[];
  setMaxListeners(count: number): this;
  getMaxListeners(): number;
  emit(event: string, ...values: any[]): boolean;
}

type TrackKind = 'audio' | 'video' | 'data';
type TrackPriority = 'low' | 'standard' | 'high';
type State = 'connected' | 'reconnecting' | 'disconnected';

// --- Tracks ---

/** No effect: the logger has its own level, and browsers are newer. */
interface LogOptions {
  logLevel?: unknown;
  workaroundWebKitBug1208516?: unknown;
}

export interface LocalTrackOptions extends LogOptions {
  name?: string;
}

export type MediaTrackEvents<T> = { started: [track: T]; enabled: [track: T]; disabled: [track: T] };

interface MediaTrack {
  name: string;
  isStarted: boolean;
  isEnabled: boolean;
  mediaStreamTrack: MediaStreamTrack;
  /** Plays the track in a new element, or in the one given or selected. */
  attach(element?: HTMLMediaElement | string): HTMLMediaElement;
  detach(element: HTMLMediaElement | string): HTMLMediaElement;
  detach(): HTMLMediaElement[];
  toJSON(): Record<string, unknown>;
}

export interface Dimensions {
  width: number | null;
  height: number | null;
}

/** `VideoFrame`, which TypeScript knows from 5.0 on. */
type BrowsersVideoFrame = typeof globalThis extends { VideoFrame: new (...values: any[]) => infer F } ? F : never;

/** Turns each frame into another picture. */
export interface VideoProcessor {
  /** May be asynchronous; frames that arrive in the meantime are skipped. */
  processFrame(input: HTMLCanvasElement | OffscreenCanvas | HTMLVideoElement | BrowsersVideoFrame, output: HTMLCanvasElement): unknown;
}

export interface ProcessorOptions {
  inputFrameBufferType?: 'canvas' | 'offscreencanvas' | 'video' | 'videoframe';
  /** "2d", "webgl2" or "bitmaprenderer"; a text, as in twilio-video.js. */
  outputFrameBufferContextType?: string;
}

interface Picture {
  /** null before the first frame. */
  dimensions: Dimensions;
  processor: VideoProcessor | null;
  /** The processor's output; null without a processor. */
  processedTrack: MediaStreamTrack | null;
  addProcessor(processor: VideoProcessor, options?: ProcessorOptions): this;
  removeProcessor(processor: VideoProcessor): this;
}

export type LocalMediaTrackEvents<T> = MediaTrackEvents<T> & { stopped: [track: T]; muted: [track: T]; unmuted: [track: T] };

interface LocalMediaTrack extends MediaTrack {
  id: string;
  isStopped: boolean;
  isMuted: boolean;
  enable(enabled?: boolean): this;
  disable(): this;
  stop(): this;
  /** Opens the device, or another one, again; the others keep their track. */
  restart(constraints?: MediaTrackConstraints): Promise<void>;
}

export interface LocalAudioTrack extends LocalMediaTrack, EventEmitter<LocalMediaTrackEvents<LocalAudioTrack>> {
  kind: 'audio';
  /**
   * Always null, as in twilio-video.js where the plugin cannot be loaded; the type is the vendor's. Browsers have their own
   * noise cancellation, which is on: the constraint `noiseSuppression`.
   */
  noiseCancellation?: NoiseCancellation;
}

export type NoiseCancellationVendor = 'krisp' | 'rnnoise';

/** From twilio-video.js. */
export interface NoiseCancellation {
  readonly vendor: NoiseCancellationVendor;
  readonly sourceTrack: MediaStreamTrack;
  readonly isEnabled: boolean;
  enable(): Promise<void>;
  disable(): Promise<void>;
}

/** No effect, but a warning on the console. */
export interface NoiseCancellationOptions {
  sdkAssetsPath: string;
  vendor: NoiseCancellationVendor;
}

export const LocalAudioTrack: new (track: MediaStreamTrack, options?: LocalTrackOptions) => LocalAudioTrack;

export type LocalVideoTrackEvents = LocalMediaTrackEvents<LocalVideoTrack> & { dimensionsChanged: [track: LocalVideoTrack] };

export interface LocalVideoTrack extends LocalMediaTrack, Picture, EventEmitter<LocalVideoTrackEvents> {
  kind: 'video';
}
export const LocalVideoTrack: new (track: MediaStreamTrack, options?: LocalTrackOptions) => LocalVideoTrack;

interface Reliability {
  ordered: boolean;
  maxPacketLifeTime: number | null;
  maxRetransmits: number | null;
  reliable: boolean;
}

export interface LocalDataTrackOptions extends LogOptions {
  name?: string;
  ordered?: boolean;
  /** Milliseconds; at most one of the two that make a track lossy. */
  maxPacketLifeTime?: number | null;
  maxRetransmits?: number | null;
}

/** Without events of its own. */
export interface LocalDataTrack extends Reliability, EventEmitter<{}> {
  kind: 'data';
  id: string;
  name: string;
  isEnabled: true;
  /** At most 256 KiB; throws an OperationError if 16 MiB are already waiting. */
  send(data: string | Blob | ArrayBuffer | ArrayBufferView): void;
  toJSON(): Record<string, unknown>;
  /** Parley's own: bytes waiting for the slowest receiver. */
  readonly bufferedAmount: number;
  /** Parley's own: resolves when little or nothing is waiting, for sending something large in pieces. */
  whenDrained(): Promise<void>;
}
export const LocalDataTrack: new (options?: LocalDataTrackOptions) => LocalDataTrack;

export type RemoteMediaTrackEvents<T> = MediaTrackEvents<T> & { switchedOff: [track: T]; switchedOn: [track: T] };

interface RemoteMediaTrack extends MediaTrack {
  sid: string;
  isSwitchedOff: boolean;
  /** As set here; the publication has the publisher's. */
  priority: TrackPriority | null;
  /** Which pictures come first where not all of them can be had from an SFU; null: as the publisher says. */
  setPriority(priority: TrackPriority | null): this;
}

export interface RemoteAudioTrack extends RemoteMediaTrack, EventEmitter<RemoteMediaTrackEvents<RemoteAudioTrack>> {
  kind: 'audio';
}

export type RemoteVideoTrackEvents = RemoteMediaTrackEvents<RemoteVideoTrack> &
  { dimensionsChanged: [track: RemoteVideoTrack] };

export interface RemoteVideoTrack extends RemoteMediaTrack, Picture, EventEmitter<RemoteVideoTrackEvents> {
  kind: 'video';
  switchOn(): this;
  /** Makes the participant stop sending it to us. */
  switchOff(): this;
  setContentPreferences(preferences: { renderDimensions?: { width: number; height: number } }): this;
}

export type RemoteDataTrackEvents = { message: [data: string | ArrayBuffer, track: RemoteDataTrack] };

export interface RemoteDataTrack extends Reliability, EventEmitter<RemoteDataTrackEvents> {
  kind: 'data';
  sid: string;
  name: string;
  isSubscribed: boolean;
  isEnabled: boolean;
  isSwitchedOff: boolean;
  priority: TrackPriority | null;
  /** Stored, with no effect. */
  setPriority(priority: TrackPriority | null): this;
  toJSON(): Record<string, unknown>;
}

export type LocalTrack = LocalAudioTrack | LocalVideoTrack | LocalDataTrack;
export type RemoteTrack = RemoteAudioTrack | RemoteVideoTrack | RemoteDataTrack;
export type AudioTrack = LocalAudioTrack | RemoteAudioTrack;
export type VideoTrack = LocalVideoTrack | RemoteVideoTrack;
export type DataTrack = LocalDataTrack | RemoteDataTrack;

// --- Publications ---

interface PublicationProperties {
  kind: TrackKind;
  trackSid: string;
  trackName: string;
  isTrackEnabled: boolean;
  toJSON(): Record<string, unknown>;
}

/** `warning` and `warningsCleared` never occur. */
export type LocalTrackPublicationEvents =
  { trackEnabled: []; trackDisabled: []; largestHeightChanged: [height: number]; warning: [name: string];
    warningsCleared: [] };

export interface LocalTrackPublication<T extends LocalTrack = LocalTrack> extends PublicationProperties,
  EventEmitter<LocalTrackPublicationEvents> {
  track: T;
  priority: TrackPriority;
  /** Parley's own: the lines of the largest picture that anyone is sent; 0 for as many as there are. */
  readonly largestHeight: number;
  setPriority(priority: TrackPriority): this;
  unpublish(): this;
}

export type RemoteTrackPublicationEvents<T> = {
  subscribed: [track: T];
  unsubscribed: [track: T];
  subscriptionFailed: [error: VideoError];
  trackEnabled: [];
  trackDisabled: [];
  publishPriorityChanged: [priority: TrackPriority];
  trackSwitchedOff: [track: T];
  trackSwitchedOn: [track: T];
};

export interface RemoteTrackPublication<T extends RemoteTrack = RemoteTrack> extends PublicationProperties,
  EventEmitter<RemoteTrackPublicationEvents<T>> {
  /** While it is received. */
  track: T | null;
  isSubscribed: boolean;
  publishPriority: TrackPriority;
}

/** Anyone's. */
export interface TrackPublication extends PublicationProperties, EventEmitter<{ trackEnabled: []; trackDisabled: [] }> {}

export type AudioTrackPublication = LocalAudioTrackPublication | RemoteAudioTrackPublication;
export type VideoTrackPublication = LocalVideoTrackPublication | RemoteVideoTrackPublication;
export type DataTrackPublication = LocalDataTrackPublication | RemoteDataTrackPublication;
export type LocalAudioTrackPublication = LocalTrackPublication<LocalAudioTrack>;
export type LocalVideoTrackPublication = LocalTrackPublication<LocalVideoTrack>;
export type LocalDataTrackPublication = LocalTrackPublication<LocalDataTrack>;
export type RemoteAudioTrackPublication = RemoteTrackPublication<RemoteAudioTrack>;
export type RemoteVideoTrackPublication = RemoteTrackPublication<RemoteVideoTrack>;
export type RemoteDataTrackPublication = RemoteTrackPublication<RemoteDataTrack>;

// --- Participants ---

export interface NetworkQualityStats {
  level: number;
  /** Milliseconds. */
  roundTripTime: number;
  jitter: number;
  /** From 0 to 1. */
  packetLossReceived: number;
  packetLossSent: number;
  /** One connection carries all tracks, so both kinds have the same quality. */
  audio: NetworkQualityMediaStats;
  video: NetworkQualityMediaStats;
}

export interface NetworkQualityMediaStats {
  send: number;
  recv: number;
  /** With verbosity 3. */
  sendStats: NetworkQualitySendOrRecvStats | null;
  recvStats: NetworkQualitySendOrRecvStats | null;
}

/** Times in seconds. Nothing measures the bandwidth, which is always null. */
export interface NetworkQualitySendOrRecvStats {
  bandwidth: { actual: number | null; available: number | null; level: number | null } | null;
  latency: { jitter: number; rtt: number; level: number };
  fractionLost: { fractionLost: number; level: number };
}

export type ParticipantEvents<P> = {
  disconnected: [participant: P];
  reconnecting: [participant: P];
  reconnected: [participant: P];
  networkQualityLevelChanged: [level: number, stats: NetworkQualityStats | null];
  /** Parley's own. */
  hostChanged: [participant: P];
};

interface ParticipantProperties {
  sid: string;
  identity: string;
  state: State;
  networkQualityLevel: number | null;
  networkQualityStats: NetworkQualityStats | null;
  /** Parley's own: whether it may lock the room, remove others, and so on. */
  readonly isHost: boolean;
  toJSON(): Record<string, unknown>;
}

export type LocalParticipantEvents = ParticipantEvents<LocalParticipant> & {
  trackPublished: [publication: LocalTrackPublication];
  trackPublicationFailed: [error: VideoError, track: LocalTrack];
  trackEnabled: [track: LocalTrack];
  trackDisabled: [track: LocalTrack];
  trackStopped: [track: LocalTrack];
  trackStarted: [track: LocalTrack];
  trackDimensionsChanged: [track: LocalVideoTrack];
  /** Never, like the next two; only pages emit it. */
  trackUnpublished: [publication: LocalTrackPublication];
  trackWarning: [name: string, publication: LocalTrackPublication];
  trackWarningsCleared: [publication: LocalTrackPublication];
  /** Parley's own: a host has switched it off; null if the host has left. */
  mutedByHost: [track: LocalAudioTrack | LocalVideoTrack, host: RemoteParticipant | null];
};

export interface MediaStreamTrackPublishOptions extends LocalTrackOptions {
  priority?: TrackPriority;
}

export interface LocalParticipant extends ParticipantProperties, EventEmitter<LocalParticipantEvents> {
  tracks: Map<string, LocalTrackPublication>;
  audioTracks: Map<string, LocalTrackPublication<LocalAudioTrack>>;
  videoTracks: Map<string, LocalTrackPublication<LocalVideoTrack>>;
  dataTracks: Map<string, LocalTrackPublication<LocalDataTrack>>;
  signalingRegion: string;
  publishTrack(track: LocalTrack | MediaStreamTrack, options?: MediaStreamTrackPublishOptions):
    Promise<LocalTrackPublication>;
  publishTracks(tracks: (LocalTrack | MediaStreamTrack)[]): Promise<LocalTrackPublication[]>;
  unpublishTrack(track: LocalTrack | MediaStreamTrack): LocalTrackPublication | null;
  unpublishTracks(tracks: (LocalTrack | MediaStreamTrack)[]): LocalTrackPublication[];
  /** bit/s of each track to each participant; null for no limit. */
  setParameters(parameters?: { maxAudioBitrate?: number | null; maxVideoBitrate?: number | null } | null): this;
  setNetworkQualityConfiguration(configuration: { local?: number; remote?: number }): this;
}

export type RemoteTrackEvents = {
  trackPublished: [publication: RemoteTrackPublication];
  trackUnpublished: [publication: RemoteTrackPublication];
  trackSubscribed: [track: RemoteTrack, publication: RemoteTrackPublication];
  trackUnsubscribed: [track: RemoteTrack, publication: RemoteTrackPublication];
  trackSubscriptionFailed: [error: VideoError, publication: RemoteTrackPublication];
  trackEnabled: [publication: RemoteTrackPublication];
  trackDisabled: [publication: RemoteTrackPublication];
  trackStarted: [track: RemoteAudioTrack | RemoteVideoTrack];
  trackDimensionsChanged: [track: RemoteVideoTrack];
  trackMessage: [data: string | ArrayBuffer, track: RemoteDataTrack];
  trackSwitchedOff: [track: RemoteTrack, publication: RemoteTrackPublication];
  trackSwitchedOn: [track: RemoteTrack, publication: RemoteTrackPublication];
  trackPublishPriorityChanged: [priority: TrackPriority, publication: RemoteTrackPublication];
};

/** Parley's own: whether a connection leads to the participant and nobody in between, as `sharedSecret` proves. */
export type Verification = 'unverified' | 'verified' | 'forged';

/** Parley's own: `unreachable` if there has been no media connection for a while, and `reachable`. */
export type RemoteParticipantEvents = ParticipantEvents<RemoteParticipant> & RemoteTrackEvents &
  { unreachable: [reason: string]; reachable: []; verificationChanged: [verification: Verification] };

export interface RemoteParticipant extends ParticipantProperties, EventEmitter<RemoteParticipantEvents> {
  tracks: Map<string, RemoteTrackPublication>;
  audioTracks: Map<string, RemoteTrackPublication<RemoteAudioTrack>>;
  videoTracks: Map<string, RemoteTrackPublication<RemoteVideoTrack>>;
  dataTracks: Map<string, RemoteTrackPublication<RemoteDataTrack>>;
  /** Parley's own: why there is no media connection; '' while there is one. */
  readonly unreachable: string;
  /** Parley's own: "forged" if the other's secret is another, or the server has put itself in between; then there is no media. */
  readonly verification: Verification;
  /** Parley's own: of the certificates with which the two browsers prove who they are (RFC 8122). */
  readonly fingerprints: { own: string[]; others: string[] };
  /** Parley's own, for hosts like everything that throws "host-required": switches its tracks of that kind off. */
  mute(kind: 'audio' | 'video'): this;
  /** Parley's own: removes it from the room. */
  remove(): void;
}

/** A LocalParticipant or a RemoteParticipant, each with its own events. */
export interface Participant extends ParticipantProperties, EventEmitter<Record<string, any[]>> {
  tracks: Map<string, TrackPublication>;
  audioTracks: Map<string, AudioTrackPublication>;
  videoTracks: Map<string, VideoTrackPublication>;
  dataTracks: Map<string, DataTrackPublication>;
}

// --- The room ---

/** Parley's own: someone who waits to be let in, with their future sid. */
export interface WaitingParticipant {
  readonly sid: string;
  readonly identity: string;
}

/** A RemoteParticipant's track events, with the participant appended. */
export type RoomTrackEvents = { [K in keyof RemoteTrackEvents]: [...values: RemoteTrackEvents[K], participant: RemoteParticipant] };

export type RoomEvents = RoomTrackEvents & {
  disconnected: [room: Room, error?: VideoError];
  reconnecting: [error: VideoError];
  reconnected: [];
  participantConnected: [participant: RemoteParticipant];
  participantDisconnected: [participant: RemoteParticipant];
  participantReconnecting: [participant: RemoteParticipant];
  participantReconnected: [participant: RemoteParticipant];
  dominantSpeakerChanged: [participant: RemoteParticipant | null];
  /** Parley's own, like those that follow: a host has changed a setting. */
  settingsChanged: [room: Room];
  participantHostChanged: [participant: LocalParticipant | RemoteParticipant];
  /** For hosts. */
  participantWaiting: [person: WaitingParticipant];
  participantWaitingEnded: [person: WaitingParticipant];
  /** So many wrong passwords were tried since the last such event. */
  wrongPasswords: [count: number];
  /** The room has moved to an SFU, or back. */
  mediaRegionChanged: [region: string | null];
  /** Never, like all that follow: no server records. */
  recordingStarted: [];
  recordingStopped: [];
  transcription: [event: TranscriptionEvent];
  trackWarning: [name: string, publication: LocalTrackPublication, participant: LocalParticipant];
  trackWarningsCleared: [publication: LocalTrackPublication, participant: LocalParticipant];
};

export interface TranscriptionEvent {
  language_code: string;
  partial_results: boolean;
  sequence_number: number;
  participant: string;
  timestamp: string;
  track: string;
  transcription: string;
  type: 'extension_transcriptions';
}

export interface Room extends EventEmitter<RoomEvents> {
  sid: string;
  name: string;
  state: State;
  localParticipant: LocalParticipant;
  /** The others, by sid. */
  participants: Map<string, RemoteParticipant>;
  dominantSpeaker: RemoteParticipant | null;
  isRecording: boolean;
  /** "sfu" where media goes through the server's SFU, null where it goes from browser to browser. */
  mediaRegion: string | null;
  disconnect(): this;
  getStats(): Promise<StatsReport[]>;
  refreshInactiveMedia(): this;
  toJSON(): Record<string, unknown>;
  /** Parley's own: a log of what has happened, without names and addresses, for investigating a problem. */
  getEventLog(): string;
  /** Parley's own: nobody is let in; newcomers wait to be let in; newcomers need a password. */
  readonly isLocked: boolean;
  readonly hasWaitingRoom: boolean;
  readonly hasPassword: boolean;
  /** Parley's own, for hosts: those who wait, by sid. */
  readonly waiting: Map<string, WaitingParticipant>;
  /** Parley's own: how good pictures may be, sent and received. */
  setVideoQuality(quality: VideoQuality): this;
  /** Parley's own, for hosts; others get a VideoError with the id "host-required". */
  setLocked(locked: boolean): this;
  setWaitingRoom(on: boolean): this;
  /** At most 128 bytes; '' for none. */
  setPassword(password: string): this;
  admit(sid: string): this;
  refuse(sid: string): this;
  /** For everyone. */
  end(): void;
}

/** Counts and times as in W3C webrtc-stats; null if the browser does not report them. */
export type TrackStats = Record<string, any> & {
  trackId: string;
  trackSid: string;
  timestamp: number;
  ssrc: string;
  codec: string;
  packetsLost: number | null;
};

export type LocalTrackStats = TrackStats & {
  bytesSent: number | null;
  packetsSent: number | null;
  roundTripTime: number | null;
  jitter: number | null;
};
export type LocalAudioTrackStats = LocalTrackStats & { audioLevel: number | null };
export type LocalVideoTrackStats = LocalTrackStats & {
  dimensions: Dimensions | null;
  frameRate: number | null;
  captureDimensions: Dimensions | null;
  captureFrameRate: number | null;
  qualityLimitationReason: 'none' | 'cpu' | 'bandwidth' | 'other' | null;
};
export type RemoteTrackStats = TrackStats & {
  bytesReceived: number | null;
  packetsReceived: number | null;
  jitter: number | null;
};
export type RemoteAudioTrackStats = RemoteTrackStats & { audioLevel: number | null };
export type RemoteVideoTrackStats = RemoteTrackStats & {
  dimensions: Dimensions | null;
  frameRate: number | null;
  freezeCount: number | null;
};

/** How the two sides reach each other. */
export interface Path {
  /** Candidate types: "host", "srflx", "prflx" or "relay". */
  local: string;
  remote: string;
  /** Over a TURN server. */
  relayed: boolean;
  protocol: string;
  /** Seconds. */
  roundTripTime: number | null;
  /** bit/s. */
  availableOutgoingBitrate: number | null;
  localCandidate: CandidateStats;
  remoteCandidate: CandidateStats;
}

/** An ICE candidate; fields that the browser does not report are absent. */
export interface CandidateStats {
  transportId?: string;
  candidateType?: string;
  port?: number;
  address?: string;
  priority?: number;
  protocol?: string;
  url?: string;
  relayProtocol?: string;
}

/** All tracks. A local one has an entry for each participant to whom it is sent. */
export interface StatsReport {
  peerConnectionId: string;
  localAudioTrackStats: LocalAudioTrackStats[];
  localVideoTrackStats: LocalVideoTrackStats[];
  remoteAudioTrackStats: RemoteAudioTrackStats[];
  remoteVideoTrackStats: RemoteVideoTrackStats[];
  /** Parley's own. */
  connections: ConnectionReport[];
}

/** Parley's own: the connection with one participant. */
export interface ConnectionReport extends Omit<StatsReport, 'connections'> {
  /** '' until something has arrived from the participant. */
  participantSid: string;
  path: Path | null;
  iceCandidateStats: CandidateStats[];
}

/** Why a room could not be entered, or was lost: `code` as in twilio-video.js, `id` Parley's own. */
export interface VideoError extends Error {
  code: number;
  readonly id: string;
  /** Parley's own: the log up to the error, as from `Room.getEventLog()`. */
  readonly eventLog: string;
}

/** The name in twilio-video.js. */
export type TwilioError = VideoError;

// --- The namespace ---

/** From twilio-video.js, with no effect here. */
type IgnoredTrackOptions = LogOptions & Partial<Record<'getUserMedia' | 'enumerateDevices' | 'MediaStream' |
  'mapMediaElement' | 'disposeMediaElement' | 'workaroundWebKitBug180748' |
  'defaultDeviceCaptureMode', unknown>> & { noiseCancellationOptions?: NoiseCancellationOptions };
type IgnoredOptions = Partial<Record<'RTCPeerConnection' | 'insights' | 'notifyWarnings' | 'receiveTranscriptions', unknown>>;

export interface TrackOptions extends MediaTrackConstraints, IgnoredTrackOptions {
  name?: string;
}

export interface LocalTracksOptions extends IgnoredTrackOptions {
  audio?: boolean | TrackOptions;
  video?: boolean | TrackOptions;
  /** No effect. */
  loggerName?: string;
}

export interface ConnectOptions extends Omit<LocalTracksOptions, 'logLevel'>, IgnoredOptions {
  /** The room's. */
  name?: string | null;
  /** Parley's own: the name that others see, if no token gives it. */
  identity?: string;
  /** Parley's own: the server's address, if neither configure() nor the page nor the token names it, nor this script came from it. */
  server?: string;
  /** Parley's own: the room's password, if it has one. */
  password?: string;
  /** Parley's own: what everyone in the call has and the server has not; 16 to 256 characters, random. */
  sharedSecret?: string;
  /** Parley's own: called if a host has to let us in, and again after a lost connection. */
  onWaiting?: () => void;
  tracks?: (LocalTrack | MediaStreamTrack)[];
  automaticSubscription?: boolean;
  dominantSpeaker?: boolean;
  networkQuality?: boolean | { local?: number; remote?: number };
  maxAudioBitrate?: number | null;
  maxVideoBitrate?: number | null;
  /** Parley's own: how good pictures may be, sent and received; 'automatic' by default. */
  videoQuality?: VideoQuality;
  /** Silence is not sent, but with `dtx: false`. `simulcast` has no effect. */
  preferredAudioCodecs?: (string | { codec: string; dtx?: boolean })[];
  preferredVideoCodecs?: (string | { codec: string; simulcast?: boolean })[] | 'auto';
  bandwidthProfile?: { video?: VideoBandwidthProfile };
  iceServers?: RTCIceServer[];
  iceTransportPolicy?: RTCIceTransportPolicy;
  rtcConfiguration?: RTCConfiguration;
  /** Marks packets for routers, where browser and network allow that; `dscpTagging` is the older name. */
  enableDscp?: boolean;
  dscpTagging?: boolean;
  region?: string;
  logLevel?: LogLevel | LogLevels;
  loggerName?: string;
  /** An emitter, which receives each change in a room's life as "event". The browser's EventListener is what twilio-video.js calls the type. */
  eventListener?: { emit(event: 'event', value: SignalingEvent): unknown } | EventListener;
}

/** No effect: there is one logger. */
export type LogLevels = Record<'default' | 'media' | 'signaling' | 'webrtc', string>;

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent' | 'off';

type LogMethod = (...values: any[]) => void;
type LogNumbers = { TRACE: 0; DEBUG: 1; INFO: 2; WARN: 3; ERROR: 4; SILENT: 5 };
type LogNumber = LogNumbers[keyof LogNumbers];

export interface Logger {
  name: string | symbol;
  levels: LogNumbers;
  /** Takes effect with the next `setLevel()`. */
  methodFactory: (method: string, level: LogNumber, name: string | symbol) => LogMethod;
  trace: LogMethod;
  debug: LogMethod;
  /** As `debug`. */
  log: LogMethod;
  info: LogMethod;
  warn: LogMethod;
  error: LogMethod;
  getLevel(): LogNumber;
  /** `persist` has no effect: no level outlives the page. */
  setLevel(level: LogLevel | keyof LogNumbers | LogNumber, persist?: boolean): void;
  setDefaultLevel(level: LogLevel | keyof LogNumbers | LogNumber): void;
  enableAll(persist?: boolean): void;
  disableAll(persist?: boolean): void;
  getLogger(name: string | symbol): Logger;
  getLoggers(): Record<string, Logger>;
}

/** What the option `eventListener` receives; of the group "signaling" early, connecting, open, closed. */
export interface SignalingEvent {
  name: string;
  group: 'room' | 'signaling';
  level: 'info' | 'warning' | 'error';
  /** Milliseconds since connect(). */
  elapsedTime: number;
  timestamp: number;
  payload?: Record<string, unknown>;
}

/** What is received of the others' video. */
/** Parley's own. */
export type VideoQuality = 'automatic' | 'high' | 'saving' | 'sound-only';

export interface VideoBandwidthProfile {
  clientTrackSwitchOffControl?: 'auto' | 'manual';
  contentPreferencesMode?: 'auto' | 'manual';
  /** Like all that follow, for what comes through an SFU. */
  mode?: 'grid' | 'collaboration' | 'presentation';
  dominantSpeakerPriority?: TrackPriority;
  /** Bit/s. */
  maxSubscriptionBitrate?: number;
  trackSwitchOffMode?: 'detected' | 'predicted' | 'disabled';
  /** Older; they switch `clientTrackSwitchOffControl` and `contentPreferencesMode` off. */
  maxTracks?: number;
  renderDimensions?: unknown;
}

export interface CancelablePromise<T> extends Promise<T> {
  cancel(): void;
}

/** Milliseconds, since 1970 or each other; no end if it was not reached. */
export interface TimeMeasurement {
  start: number;
  end?: number;
  duration?: number;
}

/** The result. Times are in milliseconds, but jitter is in seconds; losses in per cent. */
export interface PreflightReport {
  testTiming: TimeMeasurement;
  /** `ice`, `dtls` and `peerConnection` (which is both) are those of the sender's connection. */
  networkTiming: Record<'connect' | 'ice' | 'dtls' | 'peerConnection' | 'media', TimeMeasurement>;
  stats: { rtt: Summary | null; jitter: Summary | null; packetLoss: Summary | null };
  selectedIceCandidatePairStats: { localCandidate: CandidateStats; remoteCandidate: CandidateStats } | null;
  iceCandidateStats: CandidateStats[];
  /** Parley's own, like `networkQualityLevel`. */
  selectedPath: Path | null;
  networkQualityLevel: number | null;
  progressEvents: { name: string; duration: number }[];
}

export type PreflightOptions =
  Pick<ConnectOptions, 'server' | 'iceServers' | 'iceTransportPolicy' | 'region'> & { duration?: number };

/** The name in twilio-video.js. */
export type PreflightTestReport = PreflightReport;

interface Summary {
  average: number;
  min: number;
  max: number;
}

export type PreflightEvents = {
  progress: [name: string];
  completed: [report: PreflightReport];
  failed: [error: Error, report: PreflightReport];
};

export interface PreflightTest extends EventEmitter<PreflightEvents> {
  stop(): void;
}

/** `token`: from this server or the vendor's helper library; '' if the server requires none. */
export function connect(token: string, options?: ConnectOptions): CancelablePromise<Room>;
export function createLocalTracks(options?: LocalTracksOptions): Promise<(LocalAudioTrack | LocalVideoTrack)[]>;
export function createLocalAudioTrack(options?: TrackOptions): Promise<LocalAudioTrack>;
export function createLocalVideoTrack(options?: TrackOptions): Promise<LocalVideoTrack>;
export function runPreflight(token: string, options?: PreflightOptions): PreflightTest;
/** The interface of the npm package loglevel. */
export const Logger: Logger;
export const isSupported: boolean;
export const version: string;

/** All of these under one name, as in `import Video from 'parley-video'` and the script tag's `Parley.Video`. */
declare const Video: {
  connect: typeof connect;
  createLocalTracks: typeof createLocalTracks;
  createLocalAudioTrack: typeof createLocalAudioTrack;
  createLocalVideoTrack: typeof createLocalVideoTrack;
  runPreflight: typeof runPreflight;
  LocalAudioTrack: typeof LocalAudioTrack;
  LocalVideoTrack: typeof LocalVideoTrack;
  LocalDataTrack: typeof LocalDataTrack;
  Logger: Logger;
  isSupported: boolean;
  version: string;
};
export default Video;

// --- Only in Parley ---

/** The preview of a room before entering it; `connect()` continues from it. */
export interface RoomPreview extends EventEmitter<{ changed: [preview: RoomPreview] }> {
  readonly name: string;
  /** Who is in the room, in the order in which they joined; null if that is not known. Of a room that
   *  is locked, has a password or a waiting room, only `participantCount` is known. */
  readonly participants: { sid: string; identity: string; isHost: boolean }[] | null;
  /** How many are in the room; null if that is not known. */
  readonly participantCount: number | null;
  /** How many may be in the room; null if that is not known. */
  readonly maxParticipants: number | null;
  readonly isLocked: boolean;
  readonly hasWaitingRoom: boolean;
  readonly hasPassword: boolean;
  close(): void;
}

/** Sets what later calls use if their own options do not name another server; `''` for none. Throws a VideoError "bad-server". */
export function configure(defaults: { server?: string }): void;

/** Loads and warms up what `connect()` needs; with a name it also previews that room. */
export function preload(options?: { name?: string; server?: string; token?: string }): Promise<RoomPreview | null>;

/** Why there is no camera or microphone, from the error with which the request was rejected. */
export function classifyMediaError(error: unknown): MediaProblem;
export type MediaProblem = 'denied' | 'missing' | 'busy' | 'insecure' | 'failed';

declare global {
  /** By script tag. */
  var Parley: {
    Video: typeof Video;
    configure: typeof configure;
    preload: typeof preload;
    classifyMediaError: typeof classifyMediaError;
    liveObjects(): Promise<{ clients: number; connections: number }>;
  };
}

// --- twilio-video.js' names for the same types ---

/** Any track. */
export interface Track extends EventEmitter<Record<string, any[]>> {
  kind: TrackKind;
  name: string;
}
export namespace Track {
  type ID = string;
  type SID = string;
  type Kind = TrackKind;
  type Priority = TrackPriority;
}
export namespace VideoTrack {
  export { Dimensions };
}
export namespace Participant {
  type SID = string;
  type Identity = string;
}
export namespace Room {
  type SID = string;
}

type AnyLogger = Logger;
export namespace Log {
  type LogLevel = LogNumbers;
  type LogLevelNumbers = LogNumber;
  type LogLevelDesc = Parameters<AnyLogger['setLevel']>[0];
  type LoggingMethod = LogMethod;
  type MethodFactory = AnyLogger['methodFactory'];
  type Logger = AnyLogger;
  type RootLogger = AnyLogger;
}

export type AddProcessorOptions = ProcessorOptions;
export type CreateLocalTrackOptions = TrackOptions;
export type CreateLocalAudioTrackOptions = TrackOptions;
export type CreateLocalTracksOptions = LocalTracksOptions;
export type LocalTrackPublishOptions = { priority?: TrackPriority };
export type EncodingParameters = { maxAudioBitrate?: number | null; maxVideoBitrate?: number | null };
export type NetworkQualityLevel = number;
export type NetworkQualityVerbosity = number;
export type NetworkQualityConfiguration = { local?: number; remote?: number };
export type BandwidthProfileOptions = { video?: VideoBandwidthProfile };
export type VideoBandwidthProfileOptions = VideoBandwidthProfile;
export type AudioCodec = string;
export type VideoCodec = string;
export type AudioCodecSettings = { codec: string };
export type OpusCodecSettings = { codec: string; dtx?: boolean };
export type VideoCodecSettings = { codec: string };
export type VP8CodecSettings = { codec: string; simulcast?: boolean };
export type AudioLevel = number;
export type BandwidthProfileMode = 'grid' | 'collaboration' | 'presentation';
export type TrackSwitchOffMode = 'detected' | 'predicted' | 'disabled';
export type VideoRenderDimensions = { high?: Dimensions; low?: Dimensions; standard?: Dimensions };
export type DefaultDeviceCaptureMode = 'auto' | 'manual';
export type NetworkQualityLatencyStats = NetworkQualitySendOrRecvStats['latency'];
export type NetworkQualityFractionLostStats = NetworkQualitySendOrRecvStats['fractionLost'];
export type NetworkQualityBandwidthStats = NonNullable<NetworkQualitySendOrRecvStats['bandwidth']>;
