// What the WebAssembly module offers to JavaScript (bindings/*.cpp), and what it needs of it.
// Nothing here throws: what can fail in the browser is reported to the client as an event.

export type MediaKind = 'audio' | 'video';
export type TrackKind = MediaKind | 'data';
export type TrackPriority = 'low' | 'standard' | 'high';
export type HostAction = 'ADMIT' | 'REFUSE' | 'MUTE' | 'REMOVE' | 'END';

/** One membership of one room; embind class. `delete()` it when `roomDisconnected` was observed. */
export interface Client {
  /** Looks at a room before `connect()` to it, which is then quick. `token`: as there. */
  preview(server: string, room: string, randomSeed: number, token: string): void;
  /** Enters a room: `server` is a base such as "wss://meet.example.org". Once in a client's life.
   *  `token`: an access token, or ''. */
  connect(server: string, room: string, identity: string, randomSeed: number, token: string): void;
  /** Before `connect()`, for a room that has one. */
  usePassword(password: string): void;
  /** Leaves; `roomDisconnected('', '')` follows. */
  disconnect(): void;
  /** `sid`: "MT" and 32 hex digits, under which `Host.addTrack` will ask for the track; `detailed`: a
   *  screen or the like. */
  publishTrack(sid: string, kind: TrackKind, name: string, enabled: boolean, priority: TrackPriority,
               detailed: boolean): void;
  unpublishTrack(sid: string): void;
  setTrackEnabled(sid: string, enabled: boolean): void;
  setTrackPriority(sid: string, priority: TrackPriority): void;
  /** In bit/s for each track to each participant; 0 for no limit. */
  setBitrateLimits(audio: number, video: number): void;
  /** What is needed of another's track; `height` in pixels, 0 for all there is. */
  setTrackPreference(participant: string, sid: string, off: boolean, height: number): void;
  /** Before `connect()`: others' tracks are published, but never subscribed. */
  subscribeToNothing(): void;

  // For hosts of the room; the server sees to it that nobody else does that.
  setRoomLocked(locked: boolean): void;
  setWaitingRoom(on: boolean): void;
  /** '': none. */
  setRoomPassword(password: string): void;
  /** `participant`: '' for "END"; `kind` is for "MUTE". */
  orderAsHost(action: HostAction, participant: string, kind: MediaKind): void;

  // What the browser reports. `connection` is the handle given by the client.
  socketOpened(): void;
  socketMessage(text: string): void;
  socketClosed(): void;
  negotiationNeeded(connection: number): void;
  /** `tracks`: which m-line carries which local track, "mid sid" each. */
  localDescriptionApplied(connection: number, type: string, sdp: string, tracks: string[]): void;
  remoteDescriptionApplied(connection: number): void;
  descriptionFailed(connection: number): void;
  /** `sdpMLineIndex` -1 and '' stand for null. */
  localCandidate(connection: number, candidate: string, sdpMid: string, sdpMLineIndex: number,
                 usernameFragment: string): void;
  /** `state`: the connection's iceConnectionState. */
  iceStateChanged(connection: number, state: string): void;
  /** Over what it has connected: the type of its own candidate, "relay" where the other's is; '' if unknown. */
  connectionPath(connection: number, candidateType: string): void;
  remoteTrackAdded(connection: number, mid: string, kind: TrackKind): void;
  /** `label`: the sid of a data track. */
  remoteDataChannelAdded(connection: number, label: string): void;
  /** How loud the other side is now, in thousandths; some times a second, where anyone wants to know. */
  audioLevel(connection: number, level: number): void;
  /** Times in whole milliseconds; counters since the connection's beginning. */
  connectionStatistics(connection: number, roundTrip: number, jitter: number, packetsReceived: number,
                       packetsLost: number, packetsSent: number, sentPacketsLost: number): void;
  /** The browser is on another network, or back on one. */
  networkChanged(): void;
  /** The page is looked at again: timers may have slept. */
  pageShown(): void;
  timePassed(): void;

  /** What has happened so far, redacted: core/event_log.h has the format. */
  eventLog(): string;

  delete(): void;
}

/** The browser as the client uses it: platform/host.js. */
export interface Host {
  /** Milliseconds from any fixed start, never going back. */
  now(): number;
  /** Call `timePassed()` at that time; -1 cancels. Replaces the deadline before it. */
  setDeadline(time: number): void;
  openSocket(url: string): void;
  sendText(text: string): void;
  /** `resuming`: another socket will go on with this one's work. */
  closeSocket(resuming: boolean): void;
  createConnection(connection: number, iceServers: RTCIceServer[],
                   iceTransportPolicy: RTCIceTransportPolicy): void;
  /** Other ICE servers, for what is gathered from now on. */
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
  setRemoteDescription(connection: number, type: string, sdp: string): void;
  addIceCandidate(connection: number, candidate: string, sdpMid: string, sdpMLineIndex: number,
                  usernameFragment: string): void;
}

/** Someone who is in a room that one looks at. */
export interface PreviewedParticipant {
  sid: string;
  identity: string;
  isHost: boolean;
}

/** What the application learns: implemented by api/room_observer.js. */
export interface Observer {
  /** Who is in the room that one looks at, and what its hosts have set; null where that is not known
   *  any more. */
  roomPreviewed(participants: PreviewedParticipant[] | null, locked: boolean, waitingRoom: boolean,
                password: boolean): void;
  /** A host has to let us in first; told again after a lost connection. */
  roomWaiting(): void;
  /** We are in the room. `participantConnected(…, true)` follows for each who is there already. */
  roomConnected(roomSid: string, roomName: string, participantId: string): void;
  /** The room is over or was never entered; `reason` is '' after `disconnect()`, else a stable id:
   *  one of PROTOCOL.md's errors, "connection-failed", "connection-lost" or "connect-timeout". */
  roomDisconnected(reason: string, message: string): void;
  /** The server is lost and tried again; media goes on where it can. */
  roomReconnecting(): void;
  /** With another `participantId` than before, everyone has seen us leave and come. */
  roomReconnected(participantId: string): void;
  participantReconnecting(participant: string): void;
  participantReconnected(participant: string): void;
  /** No media connection for a while, and still trying; `reason`: "no-answer", "no-candidates",
   *  "no-relay", "no-path" or "too-many-tracks". */
  participantUnreachable(participant: string, reason: string): void;
  participantReachable(participant: string): void;
  /** `present`: was there before us. `trackPublished` follows for each of the participant's tracks. */
  participantConnected(participant: string, identity: string, present: boolean): void;
  /** Someone else has left; `trackUnsubscribed` of its tracks came before. When we leave, only the
   *  tracks and the room are told, not each participant. */
  participantDisconnected(participant: string): void;
  trackPublished(participant: string, sid: string, kind: TrackKind, name: string, enabled: boolean,
                 priority: TrackPriority): void;
  trackUnpublished(participant: string, sid: string): void;
  trackEnabled(participant: string, sid: string, enabled: boolean): void;
  /** The track's media is `host.remoteTrack(connection, mid)`, its data `host.remoteData(…)`. */
  trackSubscribed(participant: string, sid: string, connection: number, mid: string): void;
  trackUnsubscribed(participant: string, sid: string): void;
  trackPriorityChanged(participant: string, sid: string, priority: TrackPriority): void;
  /** A track of ours is not published; `reason`: "too-many-tracks" or "track-name-too-long". */
  trackPublicationFailed(sid: string, reason: string): void;
  /** By our own preference the track is not received any more, or again. */
  trackSwitched(participant: string, sid: string, off: boolean): void;
  /** '' where the speaker has left. */
  dominantSpeakerChanged(participant: string): void;
  /** 0 to 5, of the connection with the participant or, for '', of our own network. Times in
   *  milliseconds, losses from 0 to 1. */
  networkQualityChanged(participant: string, level: number, roundTrip: number, jitter: number,
                        lossReceived: number, lossSent: number): void;
  /** What hosts have set. */
  roomStateChanged(locked: boolean, waitingRoom: boolean, password: boolean): void;
  /** Someone, or we ourselves, is a host from now on, or no longer. */
  hostChanged(participant: string, host: boolean): void;
  /** For hosts: someone waits to be let in, and waits no longer. */
  participantKnocked(participant: string, identity: string): void;
  knockEnded(participant: string): void;
  /** A host has switched a track of ours off: to the others it is off, and here it is to be. */
  localTrackMuted(sid: string, participant: string): void;
  /** Everything that one event led to has been told. */
  actionsDone(): void;
}

export interface ParleyModule {
  Client: new (host: Host, observer: Observer) => Client;
  /** How many there are that were not deleted. */
  liveClients(): number;
}

/** The default export of the generated glue; hand it the module's bytes or an `instantiateWasm`. */
export default function createModule(options: object): Promise<ParleyModule>;
