/** How much data may wait where, in bytes, and for how many. */
export const DATA_LIMITS = {
  /** One message: what Chromium takes and every browser can receive. */
  messageBytes: 256 * 1024,
  /** In one channel of the browser; anything more waits here. */
  highWaterBytes: 1024 * 1024,
  /** No more than this counts as drained. */
  lowWaterBytes: 256 * 1024,
  /** For the slowest receiver; beyond this, `send()` refuses. */
  bufferedBytes: 16 * 1024 * 1024,
  /** For a receiver whose channel is not open yet; beyond this, the oldest data is dropped. */
  unopenedBytes: 1024 * 1024,
  /** Received before anyone listens, because the publication arrives by another route than its data. */
  unheardBytes: 16 * 1024 * 1024,
  /** As many messages of that, which are then heard in one go. */
  unheardMessages: 4096,
  /** Channels that one participant has open: twice the tracks that it may publish. */
  receivedChannels: 32,
};
