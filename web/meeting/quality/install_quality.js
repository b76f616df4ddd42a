/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { Report, Sample } from './sample.js' */
import { create } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { forEveryone } from '../call.js';
import { personQuality } from './person_quality.js';
import { reportsOf } from './reports.js';
import { gradeOf, sampleOf } from './sample.js';

const PERIOD_MS = 2000;

/** Two minutes. */
const MOST_SAMPLES = 60;

/** One bad moment is no bad connection. */
const BAD_IN_A_ROW = 3;

/**
 * How good the connection to each of the others is: a sign on the tile where it is bad, and a panel
 * with figures and plots over time.
 * @param {MeetingPage} page
 */
export function installQuality({ call, tiles, panels, controls }) {
  /** @type {Map<string, { report: Report, samples: Sample[] }>} by participant */
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
    const people = call.others.map(({ sid, identity }) =>
      personQuality(identity, measured.get(sid)?.samples ?? [], MOST_SAMPLES));
    if (people.length === 0) people.push(create('p', { className: 'quality-nobody', text: t('quality.nobody') }));
    list.replaceChildren(...people);
  }

  /** @param {string} sid */
  function mark(sid) {
    const last = measured.get(sid)?.samples.slice(-BAD_IN_A_ROW) ?? [];
    const isWeak = last.length === BAD_IN_A_ROW && last.every((sample) => gradeOf(sample) === 'poor');
    tiles.get(sid)?.setSign('weak', isWeak ? weakSign() : null);
  }

  async function measure() {
    for (const report of await reportsOf(call.room)) {
      const { participantSid: sid } = report;
      if (!sid) continue;
      const { report: before, samples } = measured.get(sid) ?? { report: undefined, samples: /** @type {Sample[]} */ ([]) };
      samples.push(sampleOf(report, before));
      if (samples.length > MOST_SAMPLES) samples.shift();
      measured.set(sid, { report, samples });
      mark(sid);
    }
    show();
  }

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
    came({ sid, identity }) {
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
