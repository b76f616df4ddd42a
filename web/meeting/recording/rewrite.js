/** @import { EncodedPacket, InputAudioTrack, InputVideoTrack, Target } from 'mediabunny' */
import { BlobSource, EncodedAudioPacketSource, EncodedPacketSink, EncodedVideoPacketSource, Input, MP4, Mp4OutputFormat, Output,
  WEBM, WebMOutputFormat } from 'mediabunny';

/**
 * Browsers write recordings as they come: what they save says neither how long it is nor where its
 * pictures are, and cannot be wound. This writes the same pictures and sounds once more, with both.
 * @param {Blob} recorded as the browser's MediaRecorder wrote it
 * @param {Target} target
 * @param {{ mp4: boolean }} container
 */
export async function rewrite(recorded, target, { mp4 }) {
  using input = new Input({ source: new BlobSource(recorded), formats: [mp4 ? MP4 : WEBM] });
  const format = mp4 ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  try {
    const copies = await Promise.all((await input.getTracks()).map((track) =>
      (track.isVideoTrack() ? copyOfVideo(output, track) : track.isAudioTrack() ? copyOfAudio(output, track) : null)));
    await output.start();
    await copyInOrder(copies.filter((copy) => copy !== null));
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
}

/**
 * A track on its way from one file to the other.
 * @typedef {{ packets: AsyncGenerator<EncodedPacket, void>, add: (packet: EncodedPacket) => Promise<void>, end: () => void }} Copy
 */

/**
 * @param {Output} output
 * @param {InputVideoTrack} track
 * @returns {Promise<Copy>}
 */
async function copyOfVideo(output, track) {
  const { codec } = track;
  if (!codec) throw new Error('the recording has pictures of an unknown kind');
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  const decoderConfig = await track.getDecoderConfig() ?? undefined;
  return {
    packets: new EncodedPacketSink(track).packets(),
    add: (packet) => source.add(packet, { decoderConfig }),
    end: () => source.close(),
  };
}

/**
 * @param {Output} output
 * @param {InputAudioTrack} track
 * @returns {Promise<Copy>}
 */
async function copyOfAudio(output, track) {
  const { codec } = track;
  if (!codec) throw new Error('the recording has sound of an unknown kind');
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  const decoderConfig = await track.getDecoderConfig() ?? undefined;
  return {
    packets: new EncodedPacketSink(track).packets(),
    add: (packet) => source.add(packet, { decoderConfig }),
    end: () => source.close(),
  };
}

/** What belongs together is written together: nothing has to be kept for long. @param {Copy[]} copies */
async function copyInOrder(copies) {
  const open = await Promise.all(copies.map(async (copy) => ({ copy, next: (await copy.packets.next()).value })));
  // A file begins at zero, whenever the first of its tracks did.
  const begin = Math.min(...open.flatMap(({ next }) => next?.timestamp ?? []));
  for (;;) {
    const [first] = open.filter(({ next }) => next).sort((one, other) =>
      (one.next?.timestamp ?? 0) - (other.next?.timestamp ?? 0));
    if (!first?.next) break;
    await first.copy.add(first.next.clone({ timestamp: Math.max(0, first.next.timestamp - begin) }));
    first.next = (await first.copy.packets.next()).value;
    if (!first.next) first.copy.end();
  }
}
