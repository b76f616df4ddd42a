import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LocalAudioTrack } from '../../../client-wasm/api/local_audio_track.js';
import { LocalVideoTrack } from '../../../client-wasm/api/local_video_track.js';
import { MediaTrack } from '../../../client-wasm/api/media_track.js';
import { RemoteAudioTrack } from '../../../client-wasm/api/remote_audio_track.js';
import { asElement, asTrack, FakeElement, FakeTrack, installFakeMedia } from './fake_media.mjs';

installFakeMedia();

test('attach() makes an element that plays by itself', () => {
  const track = new MediaTrack(asTrack(new FakeTrack('video')), 'camera');
  const element = track.attach();
  assert.equal(element.tagName, 'VIDEO');
  assert.equal(element.autoplay, true);
  assert.equal('playsInline' in element && element.playsInline, true);
  assert.equal(element.muted, false);
});

test('attach() replaces only the track of the same kind', () => {
  const element = new FakeElement();
  const sound = new FakeTrack('audio');
  const picture = new FakeTrack('video', 'new');
  new MediaTrack(asTrack(sound), '').attach(asElement(element));
  new MediaTrack(asTrack(new FakeTrack('video', 'old')), '').attach(asElement(element));
  new MediaTrack(asTrack(picture), '').attach(asElement(element));
  assert.deepEqual(element.srcObject?.getTracks(), [sound, picture]);
});

test('detach() gives back every element and leaves other kinds in them', () => {
  const [shared, own] = [new FakeElement(), new FakeElement()];
  const sound = new FakeTrack('audio');
  new MediaTrack(asTrack(sound), '').attach(asElement(shared));
  const picture = new MediaTrack(asTrack(new FakeTrack('video')), '');
  picture.attach(asElement(shared));
  picture.attach(asElement(own));
  assert.deepEqual(picture.detach(), [shared, own]);
  assert.deepEqual(shared.srcObject?.getTracks(), [sound]);
  assert.equal(own.srcObject, null);
  assert.deepEqual(picture.detach(), []);
});

test('what is no element is as good as none', () => {
  const track = new MediaTrack(asTrack(new FakeTrack('video')), '');
  const none = /** @type {never} */ (null);
  const element = track.attach(none);
  assert.equal(element.tagName, 'VIDEO');
  assert.deepEqual(/** @type {unknown} */ (track.detach(none)), [element]);
});

test('detach() leaves what another track of the kind shows in the element meanwhile', () => {
  const element = new FakeElement();
  const other = new FakeTrack('video', 'other');
  const track = new MediaTrack(asTrack(new FakeTrack('video')), '');
  track.attach(asElement(element));
  new MediaTrack(asTrack(other), '').attach(asElement(element));
  assert.equal(track.detach(asElement(element)), element);
  assert.deepEqual(element.srcObject?.getTracks(), [other]);
});

test('one does not hear oneself', () => {
  const element = new LocalVideoTrack(asTrack(new FakeTrack('video'))).attach();
  assert.equal(element.muted, false);
  new LocalAudioTrack(asTrack(new FakeTrack('audio'))).attach(element);
  assert.equal(element.muted, true);
});

test('enable() and disable() tell only changes', () => {
  const track = new LocalVideoTrack(asTrack(new FakeTrack('video')));
  /** @type {string[]} */
  const heard = [];
  track.on('enabled', () => heard.push('enabled')).on('disabled', () => heard.push('disabled'));
  track.enable().disable().disable().enable(false).enable(true);
  assert.deepEqual(heard, ['disabled', 'enabled']);
});

test('stop() is told once', () => {
  const track = new LocalVideoTrack(asTrack(new FakeTrack('video')));
  let stopped = 0;
  track.on('stopped', () => (stopped += 1));
  track.stop().stop();
  assert.equal(stopped, 1);
  assert.equal(track.isStopped, true);
});

test('what arrives on the m-line of a track that has gone does not start it', () => {
  const media = Object.assign(new FakeTrack('audio'), { muted: true });
  const [gone, next] = ['MT1', 'MT2'].map((sid) =>
    new RemoteAudioTrack(asTrack(media), { sid, name: '', isEnabled: true }));
  gone._unsubscribed();
  media.dispatchEvent(new Event('unmute'));
  assert.deepEqual([gone.isStarted, next.isStarted], [false, true]);
});
