// What the WebAssembly module offers to JavaScript (bindings/*.cpp), and what it needs from it.
// Nothing here throws: failures in the browser are reported to the client as events.
//
// The methods of `Client` are the core's events (core/event_fields.h), those of `Host` and `Observer`
// are its actions (core/action_fields.h). A test compares the signatures here with those two tables.

export type MediaKind = 'audio' | 'video';
export type TrackKind = MediaKind | 'data';
export type TrackPriority = 'low' | 'standard' | 'high';
export type DescriptionType = 'offer' | 'answer';
/** "completed" is "connected" here, and "closed" is not reported. */
export type IceState = Exclude<RTCIceConnectionState, 'completed' | 'closed'>;
export type Verification = 'unverified' | 'verified' | 'forged';
export type PathKind = 'host' | 'srflx' | 'relay' | 'unknown';

export type VideoQuality = 'automatic' | 'high' | 'saving' | 'sound-only';

export type BandwidthMode = 'grid' | 'collaboration' | 'presentation';

/** One membership in one room; embind class. `delete()` it after `roomDisconnected`. */
export interface Client {
  /** Previews a room, which makes a later `connect()` to it quick. `seed` and `token`: as there. */
  preview(server: string, room: string, seed: number, token: string): void;
  /** Enters a room: `server` is a base such as "wss://meet.example.org". To be called once per client.
   *  `seed`: any number; the jitter of delays is derived from it. `token`: an access token, or ''. */
  connect(server: string, room: string, identity: string, seed: number, token: string): void;
  /** To be called before `connect()`, for a room that has a password. */
  usePassword(password: string): void;
  /** Leaves; `roomDisconnected('', '')` follows. */
  disconnect(): void;
  /** `sid`: "MT" and 32 hex digits, under which `Host.addTrack` will ask for the track; `detailed`: a
   *  shared screen or the like. */
  publishTrack(detailed: boolean, sid: string, kind: TrackKind, enabled: boolean, priority: TrackPriority,
               name: string): void;
  unpublishTrack(sid: string): void;
  setTrackEnabled(sid: string, enabled: boolean): void;
  setTrackPriority(sid: string, priority: TrackPriority): void;
  /** In bit/s for each track to each participant; 0 for no limit. */
  setBitrateLimits(audio: number, video: number): void;
  /** How good pictures may be, sent and received; so many `cores` can encode them. */
  setVideoQuality(quality: VideoQuality, cores: number): void;
  /** How much of another's track is needed; `height` in pixels, 0 for full height. */
  setTrackPreference(participant: string, sid: string, off: boolean, height: number): void;
  /** How important another's track is to us: `priority` if it is `own`, else as its publisher says. */
  setSubscribePriority(participant: string, sid: string, own: boolean, priority: TrackPriority): void;
  /** How an SFU's line to us is shared between pictures. `priority`: what the dominant speaker's have at least;
   *  `switchesOff`: some go without when the line is full; bit/s, and 0 for no limit. */
  setBandwidthProfile(mode: BandwidthMode, priority: TrackPriority, switchesOff: boolean, maxBitrate: number,
                      maxTracks: number): void;
  /** To be called before `connect()`: others' tracks are published, but never subscribed. */
  subscribeToNothing(): void;
  /** To be called before `connect()`: media may go through an SFU, `encrypted` by the host or not. */
  allowSfu(encrypted: boolean): void;

  // For hosts of the room; the server refuses this from anyone else.
  setRoomLocked(locked: boolean): void;
  setWaitingRoom(on: boolean): void;
  /** '': none. */
  setRoomPassword(password: string): void;
  /** Lets someone in who waits, or refuses them. */
  admit(participant: string): void;
  refuse(participant: string): void;
  /** `kind`: 'audio' or 'video'. */
  muteParticipant(participant: string, kind: TrackKind): void;
  removeParticipant(participant: string): void;
  /** Ends the meeting for everyone. */
  endRoom(): void;

  // Reports from the browser. `connection` is the handle given by the client.
  socketOpened(): void;
  socketMessage(message: string): void;
  socketClosed(): void;
  negotiationNeeded(connection: number): void;
  /** `tracks`: which m-line carries which local track, "mid sid" each. */
  localDescriptionApplied(connection: number, type: DescriptionType, tracks: string[], seal: string, sdp: string): void;
  /** `sealed`: its seal fits. */
  remoteDescriptionApplied(connection: number, sealed: boolean): void;
  /** Its seal does not fit, so it was not applied. */
  descriptionForged(connection: number): void;
  descriptionFailed(connection: number): void;
  /** `sdpMLineIndex` -1 and '' stand for null. */
  localCandidate(connection: number, candidate: string, sdpMid: string, sdpMLineIndex: number,
                 usernameFragment: string): void;
  /** `state`: the connection's iceConnectionState. */
  iceStateChanged(connection: number, state: IceState): void;
  /** The path over which it has connected: the type of the local candidate, or "relay" if the remote one is. */
  connectionPath(connection: number, path: PathKind): void;
  remoteTrackAdded(connection: number, mid: string, kind: TrackKind): void;
  /** Pictures or sound have begun to arrive, after `trackSubscribed` or `trackMoved`. */
  mediaFlows(connection: number, mid: string): void;
  /** `label`: the sid of a data track. */
  remoteDataChannelAdded(connection: number, label: string): void;
  /** How loud the other side is now, in thousandths; several times a second, if anyone needs it. */
  audioLevel(connection: number, level: number): void;
  /** Times in whole milliseconds; counters since the connection began; `available` in bit/s, 0 for no estimate. */
  connectionStatistics(connection: number, roundTrip: number, jitter: number, packetsReceived: number,
                       packetsLost: number, packetsSent: number, sentPacketsLost: number, bytesSent: number,
                       available: number, pictureBytesReceived: number): void;
  /** The client tells itself. */
  uploadMeasured(connection: number, bitrate: number): void;
  downloadMeasured(bitrate: number): void;
  /** The browser has changed networks, or is online again. */
  networkChanged(): void;
  /** The page is visible again: timers may have slept. */
  pageShown(): void;
  timePassed(): void;

  /** The event log so far, redacted: core/event_log.h describes the format. */
  eventLog(): string;

  delete(): void;
}

/** The browser as the client uses it: platform/host.js. */
export interface Host {
  /** Milliseconds since an arbitrary start; never runs backwards. */
  now(): number;
  /** Call `timePassed()` at that time; -1 cancels. Replaces the previous deadline. */
  setDeadline(time: number): void;
  openSocket(url: string): void;
  sendText(text: string): void;
  /** `resuming`: another socket will continue the work of this one. */
  closeSocket(resuming: boolean): void;
  /** `ownId`, `participant`, `epoch`: what the seals of its descriptions are about. */
  createConnection(connection: number, iceServers: RTCIceServer[], iceTransportPolicy: RTCIceTransportPolicy,
                   ownId: string, participant: string, epoch: number): void;
  /** Other ICE servers, used for gathering from now on. */
  setConfiguration(connection: number, iceServers: RTCIceServer[],
                   iceTransportPolicy: RTCIceTransportPolicy): void;
  closeConnection(connection: number): void;
  addTrack(connection: number, sid: string): void;
  removeTrack(connection: number, sid: string): void;
  addReceivers(connection: number, kind: TrackKind, count: number): void;
  /** How a track is to be sent; 0 stands for no limit. */
  setEncoding(connection: number, sid: string, active: boolean, maxBitrate: number,
              maxFramerate: number, maxHeight: number): void;
  restartIce(connection: number): void;
  setLocalDescription(connection: number): void;
  /** `seal`: '' if the sender has no secret. */
  setRemoteDescription(connection: number, type: DescriptionType, sdp: string, seal: string): void;
  addIceCandidate(connection: number, candidate: string, sdpMid: string, sdpMLineIndex: number,
                  usernameFragment: string): void;
}

/** Someone in a previewed room. */
export interface PreviewedParticipant {
  sid: string;
  identity: string;
  isHost: boolean;
}

/** Reports to the application; implemented by api/room_observer.js. */
export interface Observer {
  /** Who is in the previewed room, and what its hosts have set. `participants` is null if the room is
   *  closed; then only their `count` is known. Both are null if they are no longer known. `most` may be in
   *  the room; null if that is not known. */
  roomPreviewed(participants: PreviewedParticipant[] | null, count: number | null, most: number | null, locked: boolean,
                waitingRoom: boolean, password: boolean): void;
  /** A host has to let us in first; reported again after a lost connection. */
  roomWaiting(): void;
  /** We are in the room. `participantConnected(…, true)` follows for everyone who is already there. */
  roomConnected(roomSid: string, roomName: string, participantId: string): void;
  /** The room is over or was never entered; `reason` is '' after `disconnect()`, otherwise a stable id:
   *  one of PROTOCOL.md's errors, "connection-failed", "connection-lost" or "connect-timeout". */
  roomDisconnected(reason: string, message: string): void;
  /** The connection to the server is lost, and the client reconnects; media continues if it can. */
  roomReconnecting(): void;
  /** If `participantId` has changed, everyone has seen us leave and join again. */
  roomReconnected(participantId: string): void;
  participantReconnecting(participant: string): void;
  participantReconnected(participant: string): void;
  /** No media connection for a while, and still trying; `reason`: "no-answer", "no-candidates",
   *  "no-relay", "no-path" or "too-many-tracks". */
  participantUnreachable(participant: string, reason: string): void;
  participantReachable(participant: string): void;
  /** Whether the connection leads to the participant and nobody in between; `verification`: a Verification. */
  verificationChanged(participant: string, verification: string): void;
  /** `present`: was there before us. `trackPublished` follows for each of the participant's tracks. */
  participantConnected(participant: string, identity: string, present: boolean): void;
  /** Someone else has left; `trackUnsubscribed` for its tracks came before. When we leave, only the
   *  tracks and the room are reported, not each participant. */
  participantDisconnected(participant: string): void;
  trackPublished(participant: string, sid: string, kind: TrackKind, name: string, enabled: boolean,
                 priority: TrackPriority): void;
  trackUnpublished(participant: string, sid: string): void;
  trackEnabled(participant: string, sid: string, enabled: boolean): void;
  /** The track's media is `host.remoteTrack(connection, mid)`, its data `host.remoteData(…)`. */
  trackSubscribed(participant: string, sid: string, connection: number, mid: string): void;
  /** The subscribed track's media is there from now on: to be shown, and reported by `mediaFlows()`, once it arrives.
   *  '' for `mid`: nowhere for now; `trackSwitched(…, true)` follows. */
  trackMoved(participant: string, sid: string, connection: number, mid: string): void;
  trackUnsubscribed(participant: string, sid: string): void;
  trackPriorityChanged(participant: string, sid: string, priority: TrackPriority): void;
  /** A local track is not published; `reason`: "too-many-tracks" or "track-name-too-long". */
  trackPublicationFailed(sid: string, reason: string): void;
  /** The largest picture of a local track that anyone is sent has so many lines; 0 for as many as there are. */
  largestHeightChanged(sid: string, height: number): void;
  /** According to our own preference, the track is no longer received, or received again. */
  trackSwitched(participant: string, sid: string, off: boolean): void;
  /** '' if the speaker has left. */
  dominantSpeakerChanged(participant: string): void;
  /** 0 to 5, for the connection with the participant or, for '', the local network. Times in
   *  milliseconds, losses from 0 to 1. */
  networkQualityChanged(participant: string, level: number, roundTrip: number, jitter: number,
                        lossReceived: number, lossSent: number): void;
  /** What hosts have set. */
  roomStateChanged(locked: boolean, waitingRoom: boolean, password: boolean): void;
  /** A participant, possibly the local one, has become a host or is no longer one. */
  hostChanged(participant: string, host: boolean): void;
  /** For hosts: someone waits to be let in, and no longer waits. */
  participantKnocked(participant: string, identity: string): void;
  knockEnded(participant: string): void;
  /** For hosts: somebody tries passwords; `count` have been wrong since the last call. */
  wrongPasswords(count: number): void;
  /** A host has switched a local track off: for the others it is already off, and it has to be off here. */
  localTrackMuted(sid: string, participant: string): void;
  /** Everything that one event led to has been reported. */
  actionsDone(): void;
}

export interface ParleyModule {
  Client: new (host: Host, observer: Observer) => Client;
  /** How many have not been deleted. */
  liveClients(): number;
  /** The names of the events; the place of each is its number for `handle()` (platform/event_methods.js). */
  eventNames(): string[];
}

/** The default export of the generated glue; give it the module's bytes or an `instantiateWasm`. */
export default function createModule(options: object): Promise<ParleyModule>;
