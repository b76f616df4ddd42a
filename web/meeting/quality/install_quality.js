/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { ConnectionReport } from '../../../client-wasm/api/stats_report.js' */
/** @import { Sample } from './sample.js' */
import { create } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { singleFlight } from '../../common/one_at_a_time.js';
import { t } from '../../i18n/translate.js';
import { forEveryone } from '../call.js';
import { personQuality } from './person_quality.js';
import { gradeOf, sampleOf } from './sample.js';

const PERIOD_MS = 2000;

/** Two minutes. */
const MOST_SAMPLES = 60;

/**
 * Connection quality for each of the others: a sign on the tile if it is bad, and a panel with figures
 * and plots over time.
 * @param {MeetingPage} page
 */
export function installQuality({ call, tiles, panels, controls }) {
  /** @type {Map<string, { report: ConnectionReport, samples: Sample[] }>} by participant */
  const measured = new Map();
  const list = create('div', { className: 'qualities', attributes: { tabindex: '0' } });
  panels.add({ id: 'quality', title: 'quality.title', element: list, opened: show });
  const control = controls.add({
    id: 'quality',
    icon: 'statistics',
    label: 'quality.title',
    key: 'q',
    place: 'menu',
    order: 530,
    act: () => panels.toggle('quality'),
  });
  panels.addEventListener('change', () => control.set({ pressed: panels.current === 'quality' }));

  function show() {
    if (panels.current !== 'quality') return;
    const people = call.others.map(({ sid, identity, networkQualityLevel }) =>
      personQuality(identity, gradeOf(networkQualityLevel), measured.get(sid)?.samples ?? [], MOST_SAMPLES));
    if (people.length === 0) people.push(create('p', { className: 'quality-nobody', text: t('quality.nobody') }));
    list.replaceChildren(...people);
  }

  /** @param {RemoteParticipant} participant */
  function mark({ sid, networkQualityLevel }) {
    tiles.get(sid)?.setSign('weak', gradeOf(networkQualityLevel) === 'poor' ? weakSign() : null);
  }

  // A slow answer and the next one would come in any order.
  const measure = singleFlight(async () => {
    const [report] = (await call.room?.getStats()) ?? [];
    for (const connection of report?.connections ?? []) {
      const { participantSid: sid } = connection;
      if (!sid) continue;
      const { report: before, samples } = measured.get(sid) ?? { report: undefined, samples: /** @type {Sample[]} */ ([]) };
      samples.push(sampleOf(connection, before));
      if (samples.length > MOST_SAMPLES) samples.shift();
      measured.set(sid, { report: connection, samples });
    }
    show();
  });

  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  call.addEventListener('entered', () => {
    timer = setInterval(measure, PERIOD_MS);
  });
  call.addEventListener('left', () => {
    clearInterval(timer);
    measured.clear();
  });
  forEveryone(call, {
    came(participant) {
      const { sid, identity } = participant;
      participant.on('networkQualityLevelChanged', () => mark(participant));
      tiles.get(sid)?.addAction('statistics', t('quality.of', { name: identity }), () => panels.open('quality'));
    },
    went({ sid }) {
      measured.delete(sid);
      show();
    },
  });
}

function weakSign() {
  const words = create('span', { className: 'visually-hidden', text: t('quality.poor') });
  return create('span', { className: 'tile-weak', attributes: { title: t('quality.poor') } }, icon('weak'), words);
}
