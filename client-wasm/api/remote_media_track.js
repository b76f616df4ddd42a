import { MediaTrack } from './media_track.js';

/** A track that another participant sends. */
export class RemoteMediaTrack extends MediaTrack {
  /**
   * @param {MediaStreamTrack} mediaStreamTrack
   * @param {{ sid: string, name: string, isEnabled: boolean }} published
   */
  constructor(mediaStreamTrack, { sid, name, isEnabled }) {
    super(mediaStreamTrack, name);
    this.sid = sid;
    this.isEnabled = isEnabled;
  }

  /**
   * The sender has muted or unmuted it.
   * @param {boolean} isEnabled
   */
  _setEnabled(isEnabled) {
    this.isEnabled = isEnabled;
    this.emit(isEnabled ? 'enabled' : 'disabled', this);
  }
}
