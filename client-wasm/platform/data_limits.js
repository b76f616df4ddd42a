/** How much data may wait where, in bytes, and for how many. */
export const DATA_LIMITS = {
  /** One message: what Chromium takes and every browser can receive. */
  messageBytes: 256 * 1024,
  /** In one channel of the browser; what is more waits here. */
  highWaterBytes: 1024 * 1024,
  /** So little left counts as drained. */
  lowWaterBytes: 256 * 1024,
  /** For the slowest of those who receive; then `send()` refuses. */
  bufferedBytes: 16 * 1024 * 1024,
  /** For someone whose channel is not open yet; then the oldest is dropped. */
  unopenedBytes: 1024 * 1024,
  /** Received, but not yet listened to: the publication comes over another way than its data. */
  unheardBytes: 16 * 1024 * 1024,
  /** Channels that one participant has open: twice the tracks that it may publish. */
  receivedChannels: 32,
};
