// The library as a page in TypeScript uses it. Checked by the compiler, never run.

import Video, {
  connect, createLocalTracks, createLocalVideoTrack, isSupported, LocalDataTrack, LocalVideoTrack, Logger, preload, runPreflight, version,
} from '../../client-wasm/types/parley-video.js';
import type {
  LocalAudioTrack, LocalTrackPublication, LocalVideoTrack as LocalVideo, Participant, RemoteTrackPublication, RemoteVideoTrack,
} from '../../client-wasm/types/parley-video.js';
import type {
  LocalVideoTrackStats, Log, NetworkQualityBandwidthStats, RemoteParticipant, RemoteTrack, Room, StatsReport, Track,
} from '../../client-wasm/types/parley-video.js';

function show(track: RemoteTrack) {
  if (track.kind === 'data') track.on('message', (data) => console.log(typeof data === 'string' ? data : data.byteLength));
  else document.body.append(track.attach());
}

/** As the vendor's React app does it. */
async function onUnions({ localParticipant, participants }: Room) {
  const tracks: (LocalVideo | RemoteVideoTrack)[] = [
    ...[...localParticipant.videoTracks.values()].map(({ track }) => track),
    ...[...participants.values()].flatMap(({ videoTracks }) => [...videoTracks.values()].flatMap(({ track }) => track ?? [])),
  ];
  for (const track of tracks) {
    const resized = (one: LocalVideo | RemoteVideoTrack) => console.log(one.dimensions.width);
    track.on('dimensionsChanged', resized).off('dimensionsChanged', resized).once('started', ({ name }) => console.log(name.length));
  }
  const publications: (LocalTrackPublication | RemoteTrackPublication)[] = [...localParticipant.tracks.values()];
  for (const publication of publications) {
    publication.on('subscribed', (track) => console.log(track.kind));
    publication.removeListener('unsubscribed', () => console.log(publication.trackSid));
    publication.on('an event that there is not', () => 'this should build');
    // @ts-expect-error no such argument
    publication.on('trackEnabled', (count: number) => count);
  }
  for (const { track } of localParticipant.audioTracks.values()) await noisy(track)?.enable();
}

/** With the vendor's names for what its pages handle: any track, loggers, statistics, quality. */
export function byTheVendorsNames(room: Room, report: StatsReport) {
  const { localParticipant, participants } = room;
  // As its React app's own tests do.
  room.state = 'reconnecting';
  const tracks: Track[] = [...localParticipant.tracks.values()].map(({ track }) => track);
  for (const { track } of [...participants.values()].flatMap((one) => [...one.tracks.values()])) if (track) tracks.push(track);
  for (const track of tracks) track.on('stopped', () => console.log(track.kind, track.name)).removeAllListeners();
  for (const { track } of localParticipant.tracks.values()) {
    const ended = () => console.log(track.name);
    track.once('stopped', ended).off('stopped', ended);
  }
  const logger: Log.Logger = Logger.getLogger(Symbol('page'));
  const { methodFactory } = logger;
  const factory: Log.MethodFactory = (method, level: Log.LogLevelNumbers, name: string | symbol) => methodFactory(method, level, name);
  logger.methodFactory = factory;
  logger.setLevel('DEBUG', false);
  logger.log('as debug()');
  const sizeOf = ({ dimensions }: { dimensions: { height: number | null } | null }) => dimensions?.height ?? 0;
  const lossOf = ({ packetsLost, jitter }: { packetsLost: number | null; jitter: number | null }) => (packetsLost ?? 0) + (jitter ?? 0);
  const local: LocalVideoTrackStats[] = report.localVideoTrackStats;
  console.log(local.map(sizeOf), report.remoteAudioTrackStats.map(lossOf));
  const available = (stats: NetworkQualityBandwidthStats | null) => stats?.available;
  return available(localParticipant.networkQualityStats?.video.sendStats?.bandwidth ?? null);
}

function noisy(track: LocalAudioTrack) {
  return track.noiseCancellation;
}

export async function hold(token: string): Promise<Room> {
  if (!isSupported) throw new Error(version);
  const chat = new LocalDataTrack({ name: 'chat', ordered: true });
  const tracks = [...await createLocalTracks({ audio: true, video: { width: 640, name: 'camera' } }), chat];
  const joining = connect(token, { name: 'standup', tracks, dominantSpeaker: true, networkQuality: { local: 1, remote: 2 } });
  setTimeout(() => joining.cancel(), 10_000);
  const room = await joining;
  const meet = (participant: RemoteParticipant) => {
    for (const { track } of participant.tracks.values()) if (track) show(track);
    participant.on('trackSubscribed', (track, publication) => {
      console.log(publication.trackName);
      show(track);
    });
    participant.on('networkQualityLevelChanged', (level, stats) => console.log(level + (stats?.roundTripTime ?? 0)));
  };
  for (const participant of room.participants.values()) meet(participant);
  room.on('participantConnected', meet);
  room.on('trackMessage', (data, track, participant) => console.log(data, track.name, participant.identity));
  room.once('disconnected', ({ localParticipant }, error) => {
    console.log(error?.code);
    for (const { track } of localParticipant.videoTracks.values()) track.stop();
  });
  chat.send('hello');
  const screen = new LocalVideoTrack((await navigator.mediaDevices.getDisplayMedia()).getVideoTracks()[0], { name: 'screen' });
  const publication = await room.localParticipant.publishTrack(screen, { priority: 'high' });
  publication.unpublish();
  const camera = await createLocalVideoTrack({ facingMode: 'user' });
  await camera.restart({ width: 320 });
  const [report] = await room.getStats();
  console.log(report.remoteVideoTrackStats[0].frameRate);
  const preflight = runPreflight(token, { duration: 2000 });
  preflight.on('progress', (name) => console.log(name.toUpperCase()));
  preflight.on('completed', ({ networkTiming, selectedPath }) => console.log(networkTiming.media.duration, networkTiming.dtls?.end, selectedPath?.relayed));
  preflight.on('failed', (error, { progressEvents }) => console.log(error.message, progressEvents.length));
  Logger.getLogger('twilio-video').setLevel('debug');

  const elements: HTMLMediaElement[] = camera.detach();
  const element: HTMLMediaElement = camera.detach('#mine');
  camera.addProcessor({ processFrame: (input, output) => output.getContext('2d') && input }).on('stopped', (track) => track.detach());
  camera.disable().enable().stop();
  console.log(elements, element, room.localParticipant.unpublishTrack(camera)?.trackSid, room.toJSON());
  room.on('dominantSpeakerChanged', (speaker) => console.log(speaker?.identity))
    .on('reconnecting', ({ code, id }) => console.log(code, id))
    .on('trackSwitchedOff', (track, { trackName }, { sid }) => console.log(track.kind, trackName, sid))
    .on('trackPublishPriorityChanged', (priority, { publishPriority }) => console.log(priority === publishPriority));
  room.localParticipant.on('trackPublicationFailed', (error, track) => console.log(error.code, track.kind));
  for (const { track } of room.localParticipant.dataTracks.values()) await track.whenDrained();
  const anyone: Participant[] = [room.localParticipant, ...room.participants.values()];
  for (const { tracks, identity } of anyone) tracks.forEach(({ trackName }) => console.log(identity, trackName));
  room.setMaxListeners(15).on('dominantSpeakerChanged', (speaker: RemoteParticipant) => console.log(speaker.identity));
  room.localParticipant.emit('trackUnpublished', publication);
  const other: Promise<Room> = globalThis.Parley.Video.connect === Video.connect ? Video.connect(token) : connect(token);
  console.log(await other, (await preload({ name: 'standup' }))?.participants?.length);

  await onUnions(room);

  // @ts-expect-error a listener does not get that
  room.on('participantConnected', (count: number) => count);
  // @ts-expect-error who speaks may be nobody
  room.on('dominantSpeakerChanged', (speaker) => speaker.identity);
  // @ts-expect-error an event has no more arguments than that
  room.on('reconnected', (error) => error);
  // @ts-expect-error there is no such priority
  publication.setPriority('highest');
  // @ts-expect-error what is Parley's own is not for a page to set
  room.isLocked = true;
  // @ts-expect-error it is an option of connect() and not of a track
  await createLocalVideoTrack({ dominantSpeaker: true });
  // @ts-expect-error the token is text
  connect(17);
  return room;
}
