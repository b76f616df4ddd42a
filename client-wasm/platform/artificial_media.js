const WIDTH = 320;
const HEIGHT = 180;
const FRAME_MS = 66;

/**
 * A moving picture and a tone, generated here for a test that does not ask for a camera.
 * @returns {{ tracks: MediaStreamTrack[], stop(): void }}
 */
export function artificialTracks() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const destination = audio.createMediaStreamDestination();
  tone.connect(destination);
  tone.start();

  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext('2d');
  let frame = 0;
  const timer = setInterval(() => {
    if (!context) return;
    context.fillStyle = `hsl(${(frame += 5) % 360} 70% 50%)`;
    context.fillRect(0, 0, WIDTH, HEIGHT);
  }, FRAME_MS);

  const tracks = [
    ...destination.stream.getAudioTracks(),
    ...canvas.captureStream().getVideoTracks(),
  ];
  return {
    tracks,
    stop() {
      clearInterval(timer);
      for (const track of tracks) track.stop();
      audio.close();
    },
  };
}
