// What the WebAssembly module offers to JavaScript (bindings/*.cpp), and what it needs of it.
// Nothing here throws: what can fail in the browser is reported to the client as an event.

export type MediaKind = 'audio' | 'video';
export type TrackKind = MediaKind | 'data';

/** One membership of one room; embind class. `delete()` it when `roomDisconnected` was observed. */
export interface Client {
  /** Looks at a room before `connect()` to it, which is then quick. `token`: as there. */
  preview(server: string, room: string, randomSeed: number, token: string): void;
  /** Enters a room: `server` is a base such as "wss://meet.example.org". Once in a client's life.
   *  `token`: an access token, or ''. */
  connect(server: string, room: string, identity: string, randomSeed: number, token: string): void;
  /** Leaves; `roomDisconnected('', '')` follows. */
  disconnect(): void;
  /** `sid`: "MT" and 32 hex digits, under which `Host.addTrack` will ask for the track. */
  publishTrack(sid: string, kind: TrackKind, name: string, enabled: boolean): void;
  unpublishTrack(sid: string): void;
  setTrackEnabled(sid: string, enabled: boolean): void;

  // What the host reports. `connection` is the handle given by the client.
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
  remoteTrackAdded(connection: number, mid: string, kind: TrackKind): void;
  /** `label`: the sid of a data track. */
  remoteDataChannelAdded(connection: number, label: string): void;
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
}

/** What the application learns: implemented by api/membership.js. */
export interface Observer {
  /** Who is in the room that one looks at; null where that is not known any more. */
  roomPreviewed(participants: PreviewedParticipant[] | null): void;
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
   *  "no-relay" or "no-path". */
  participantUnreachable(participant: string, reason: string): void;
  participantReachable(participant: string): void;
  /** `present`: was there before us. `trackPublished` follows for each of the participant's tracks. */
  participantConnected(participant: string, identity: string, present: boolean): void;
  /** Someone else has left; `trackUnsubscribed` of its tracks came before. When we leave, only the
   *  tracks and the room are told, not each participant. */
  participantDisconnected(participant: string): void;
  trackPublished(participant: string, sid: string, kind: TrackKind, name: string, enabled: boolean): void;
  trackUnpublished(participant: string, sid: string): void;
  trackEnabled(participant: string, sid: string, enabled: boolean): void;
  /** The track's media is `host.remoteTrack(connection, mid)`, its data `host.remoteData(…)`. */
  trackSubscribed(participant: string, sid: string, connection: number, mid: string): void;
  trackUnsubscribed(participant: string, sid: string): void;
  /** Everything that one event led to has been told. */
  settled(): void;
}

export interface ParleyModule {
  Client: new (host: Host, observer: Observer) => Client;
}

/** The default export of the generated glue; hand it the module's bytes or an `instantiateWasm`. */
export default function createModule(options: object): Promise<ParleyModule>;
