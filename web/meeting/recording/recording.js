/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { singleFlight } from '../../common/one_at_a_time.js';
import { listIn, t } from '../../i18n/translate.js';
import { SharedState } from '../messaging/shared_state.js';
import { RecordedFile, recordedType } from './recorded_file.js';
import { Recorder } from './recorder.js';
import { offerUnsaved } from './unsaved.js';

/** Records the call to a file on the person's disk; everyone is told, including those who join later. @param {MeetingPage} page */
export function installRecording(page) {
  const { call, messages, controls, announcer, notices } = page;
  const recording = new SharedState({ call, messages }, 'recording');
  recording.addEventListener('change', (event) => {
    const { participant, on } =
      /** @type {CustomEvent<{ participant: RemoteParticipant, on: boolean }>} */ (event).detail;
    const names = recording.others.map(({ identity }) => identity);
    notices.show('recording', names.length > 0 ? t('recording.by', { names: listIn(names) }) : '');
    if (!on) announcer.show(t('recording.ended-by', { name: participant.identity }), participant);
    showSign();
  });

  /** @type {Recorder | null} */
  let recorder = null;
  let finishing = 0;
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
    act: () => (recorder ? stop() : start()),
  });

  const start = singleFlight(async () => {
    const { room } = call;
    const file = new RecordedFile(fileName(page.roomName, type));
    try {
      // It is for the call in which it was asked for, which may have ended meanwhile.
      if (!(await file.choose()) || !room || call.room !== room) {
        file.close();
        return;
      }
      await file.begin();
      if (call.room !== room) {
        await file.forget();
        return;
      }
      recorder = new Recorder(file, { tiles: () => page.tiles.all, sounds: () => sounds(page) });
      page.tiles.wantAll(true);
    } catch {
      file.close();
      notices.show('recording-failed', t('recording.failed'), 'danger');
      return;
    }
    file.addEventListener('full', () => {
      notices.show('recording-full', t('recording.full'));
      stop();
    });
    for (const [source, event] of /** @type {const} */ ([[file, 'lost'], [recorder, 'broken']])) {
      source.addEventListener(event, stop);
    }
    for (const subject of ['recording-failed', 'recording-full', 'recording-saved']) notices.show(subject, '');
    recording.mine = true;
    announcer.show(t('recording.is-on'));
    addEventListener('beforeunload', askFirst);
    show();
  });

  async function stop() {
    const ended = recorder;
    if (!ended) return;
    recorder = null;
    page.tiles.wantAll(false);
    if (call.room) recording.mine = false;
    show();
    await deliver(() => ended.stop());
  }

  /** Several may be finished at a time: a long one takes a while. @param {() => Promise<(() => void) | null>} finish */
  async function deliver(finish) {
    finishing += 1;
    addEventListener('beforeunload', askFirst);
    notices.show('recording-finishing', t('recording.finishing'));
    try {
      const saveAgain = await finish();
      announcer.show(t('recording.saved'));
      // The browser may have refused to save what nobody clicked on, as when a host ended the call.
      if (saveAgain) {
        notices.show('recording-saved', t('recording.saved'));
        notices.setAction('recording-saved', t('recording.save-again'), saveAgain);
      }
    } catch {
      notices.show('recording-failed', t('recording.failed'), 'danger');
    }
    finishing -= 1;
    if (finishing > 0) return;
    notices.show('recording-finishing', '');
    if (!recorder) removeEventListener('beforeunload', askFirst);
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
  offerUnsaved(page, (file) => deliver(() => file.finish()));
}

/** Has the browser ask whether to leave the page. @param {BeforeUnloadEvent} event */
function askFirst(event) {
  event.preventDefault();
  // Older browsers go by this.
  event.returnValue = true;
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
  // Swedish writes the person's own time as files are sorted; two in a minute are two files.
  const moment = new Date().toLocaleString('sv-SE').replaceAll(':', '.');
  const safe = room.replace(/[\\/:*?"<>|\p{C}]/gu, '_');
  return `${safe} ${moment}.${type.startsWith('video/mp4') ? 'mp4' : 'webm'}`;
}
