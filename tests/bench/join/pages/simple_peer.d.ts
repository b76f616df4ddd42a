// What the bench uses of simple-peer, which comes without types.
declare module 'simple-peer/simplepeer.min.js' {
  export interface Peer {
    signal(message: unknown): void;
    on(event: 'signal', listener: (message: unknown) => void): void;
    on(event: 'stream', listener: (stream: MediaStream) => void): void;
  }
  const SimplePeer: new (options: {
    initiator: boolean;
    stream: MediaStream;
    config: RTCConfiguration;
  }) => Peer;
  export default SimplePeer;
}
