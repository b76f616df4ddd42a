// The library as a page in TypeScript uses it. Checked by the compiler, never run.

import {
  connect, createLocalTracks, createLocalVideoTrack, isSupported, LocalDataTrack, LocalVideoTrack, runPreflight, version,
} from '../../client-wasm/types/parley-video.js';
import type { RemoteParticipant, RemoteTrack, Room } from '../../client-wasm/types/parley-video.js';

function show(track: RemoteTrack) {
  if (track.kind === 'data') track.on('message', (data) => console.log(typeof data === 'string' ? data : data.byteLength));
  else document.body.append(track.attach());
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
  runPreflight(token).on('completed', (result) => console.log(result));

  // @ts-expect-error there is no such event
  room.on('participantConected', meet);
  // @ts-expect-error a listener does not get that
  room.on('participantConnected', (count: number) => count);
  // @ts-expect-error the token is text
  connect(17);
  return room;
}
