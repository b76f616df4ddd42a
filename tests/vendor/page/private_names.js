// Names with an underscore, which no page should use, and the suites do: a participant's tracks, and a room's
// connections.

import { EventEmitter } from 'events';

import { LocalParticipant } from '../../../client-wasm/api/local_participant.js';
import { Membership } from '../../../client-wasm/api/membership.js';
import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js';
import { Room } from '../../../client-wasm/api/room.js';

/** @type {WeakMap<Membership, Connections>} */
const connectionsOf = new WeakMap();
/** @type {WeakMap<Room, Connections>} */
const connectionsIn = new WeakMap();

/** What the suites know as the `PeerConnectionManager`. */
class Connections extends EventEmitter {
  /** @type {RTCPeerConnection[]} */
  #all = [];

  /** @param {RTCPeerConnection} connection */
  add(connection) {
    this.#all.push(connection);
    connection.addEventListener('iceconnectionstatechange', () => this.emit('iceConnectionStateChanged'));
  }

  get #open() {
    return this.#all.filter(({ signalingState }) => signalingState !== 'closed');
  }

  get iceConnectionState() {
    return this.#open.find(({ iceConnectionState }) => iceConnectionState === 'connected')?.iceConnectionState ?? 'new';
  }

  get _peerConnections() {
    return new Map(this.#open.map((connection, index) => [index, { _peerConnection: connection }]));
  }
}

/** Gives the suites these names. */
export function showPrivateNames() {
  showTracks('_tracks', 'tracks');
  showTracks('_audioTracks', 'audioTracks');
  showTracks('_videoTracks', 'videoTracks');
  showTracks('_dataTracks', 'dataTracks');
  showConnections();
}

/** @param {string} name @param {'tracks' | 'audioTracks' | 'videoTracks' | 'dataTracks'} publications */
function showTracks(name, publications) {
  Object.defineProperty(LocalParticipant.prototype, name, {
    get() {
      return new Map([...this[publications].values()].map(({ track }) => [track.id, track]));
    },
  });
  Object.defineProperty(RemoteParticipant.prototype, name, {
    get() {
      return new Map([...this[publications].values()].flatMap(({ track }) => (track ? [[track.sid, track]] : [])));
    },
  });
}

function showConnections() {
  const { configure, enter } = Membership.prototype;
  Membership.prototype.configure = function (settings) {
    const connections = new Connections();
    connectionsOf.set(this, connections);
    const created = (connection) => {
      connections.add(connection);
      settings.connection.created?.(connection);
    };
    configure.call(this, { ...settings, connection: { ...settings.connection, created } });
  };
  Membership.prototype.enter = function (...to) {
    const entered = enter.apply(this, to);
    const connections = connectionsOf.get(this);
    // Before the page gets the room; whoever waits for it hears of a failure.
    entered.then((room) => connections && connectionsIn.set(room, connections), () => {});
    return entered;
  };
  Object.defineProperty(Room.prototype, '_signaling', {
    get() {
      return { _peerConnectionManager: connectionsIn.get(this) };
    },
  });
}
