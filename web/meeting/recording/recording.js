/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { listIn, t } from '../../i18n/translate.js';
import { SharedState } from '../messaging/shared_state.js';
import { RecordedFile, recordedType } from './recorded_file.js';
import { Recorder } from './recorder.js';

/** Records the call to a file on one's own disk; everyone is told, who comes later too. @param {MeetingPage} page */
export function installRecording(page) {
  const { call, messages, controls, announcer, notices } = page;
  const recording = new SharedState({ call, messages }, 'recording');
  recording.addEventListener('change', (event) => {
    const { participant, on } =
      /** @type {CustomEvent<{ participant: RemoteParticipant, on: boolean }>} */ (event).detail;
    const names = recording.others.map(({ identity }) => identity);
    notices.show('recording', names.length > 0 ? t('recording.by', { names: listIn(names) }) : '');
    if (!on) announcer.show(t('recording.ended-by', { name: participant.identity }));
    showSign();
  });

  /** @type {Recorder | null} */
  let recorder = null;
  // For as long as anybody records: the message can be put away.
  const showSign = () =>
    document.body.toggleAttribute('data-recording', recorder !== null || recording.others.length > 0);

  const type = recordedType();
  if (type === undefined) return;
  const control = controls.add({
    id: 'record',
    icon: 'record',
    label: 'recording.start',
    key: 'r',
    place: 'menu',
    order: 500,
    act: () => (recorder ? stop() : start(type)),
  });

  /** @param {string} type */
  async function start(type) {
    const file = new RecordedFile(fileName(page.roomName, type));
    if (!(await file.choose()) || !call.room || recorder) return;
    recorder = new Recorder(file, { tiles: () => page.tiles.all, sounds: () => sounds(page) });
    recorder.addEventListener('full', () => {
      notices.show('recording-full', t('recording.full'));
      stop();
    });
    recording.mine = true;
    announcer.show(t('recording.is-on'));
    show();
  }

  async function stop() {
    const ended = recorder;
    if (!ended) return;
    recorder = null;
    if (call.room) recording.mine = false;
    show();
    try {
      await ended.stop();
      announcer.show(t('recording.saved'));
    } catch {
      notices.show('recording-failed', t('recording.failed'), 'danger');
    }
  }

  function show() {
    const isOn = recorder !== null;
    showSign();
    control.set({
      pressed: isOn,
      state: t(isOn ? 'recording.is-on' : 'recording.is-off'),
      action: t(isOn ? 'recording.stop' : 'recording.start'),
    });
  }

  call.addEventListener('left', stop);
  show();
}

/** What is to be heard: everyone, and oneself where the microphone is on. @param {MeetingPage} page */
function sounds({ call, microphone }) {
  const others = call.others.flatMap(({ audioTracks }) => [...audioTracks.values()])
    .flatMap(({ track }) => track?.mediaStreamTrack ?? []);
  const own = microphone.isOn ? microphone.track?.mediaStreamTrack : undefined;
  return own ? [own, ...others] : others;
}

/**
 * @param {string} room
 * @param {string} type
 */
function fileName(room, type) {
  const moment = new Date().toISOString().slice(0, 16).replace('T', ' ').replace(':', '.');
  const safe = room.replace(/[\\/:*?"<>|]/g, '_');
  return `${safe} ${moment}.${type.startsWith('video/mp4') ? 'mp4' : 'webm'}`;
}
