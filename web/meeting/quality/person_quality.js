/** @import { Grade, Sample } from './sample.js' */
/** @import { MessageKey } from '../../i18n/translate.js' */
import { create } from '../../common/create.js';
import { numberIn, t } from '../../i18n/translate.js';
import { plot } from './plot.js';

/**
 * The figures that change with time; `most` is what a plot shows at least.
 * @type {{ key: 'roundTrip' | 'loss' | 'receiving' | 'sending', label: MessageKey, unit: MessageKey, most: number }[]}
 */
const FIGURES = [
  { key: 'roundTrip', label: 'quality.round-trip', unit: 'quality.ms', most: 100 },
  { key: 'loss', label: 'quality.loss', unit: 'quality.percent', most: 5 },
  { key: 'receiving', label: 'quality.receiving', unit: 'quality.kbits', most: 500 },
  { key: 'sending', label: 'quality.sending', unit: 'quality.kbits', most: 500 },
];

/**
 * What there is to say about the connection to one person.
 * @param {string} name
 * @param {Grade} grade
 * @param {Sample[]} samples
 * @param {number} length so many samples fill a plot
 * @returns {HTMLElement}
 */
export function personQuality(name, grade, samples, length) {
  const last = samples.at(-1);
  const section = create('section', { className: 'quality' },
    create('h3', { text: name, attributes: { dir: 'auto' } }),
    create('p', { className: `quality-grade is-${grade}`, text: t(`quality.${grade}`) }));
  if (!last) return section;
  const rows = FIGURES.map(({ key, label, unit, most }) => row(t(label), inUnit(last[key], unit),
    plot(samples.map((sample) => sample[key]), { most, length, label: t('quality.over-time', { figure: t(label) }) })));
  const { picture, frameRate, codecs, path, protocol } = last;
  if (picture) rows.push(row(t('quality.picture'), t('quality.frames', { picture, rate: Math.round(frameRate ?? 0) })));
  if (codecs) rows.push(row(t('quality.codecs'), codecs));
  if (path) rows.push(row(t('quality.path'), t(`quality.${path}`, { protocol: protocol.toUpperCase() })));
  section.append(create('dl', { className: 'quality-figures' }, ...rows));
  return section;
}

/**
 * @param {number | null} value
 * @param {MessageKey} unit
 */
function inUnit(value, unit) {
  return value === null ? '–' : t(unit, { value: numberIn(value, { maximumFractionDigits: value < 10 ? 1 : 0 }) });
}

/**
 * @param {string} label
 * @param {string} value
 * @param {Element} [drawing]
 */
function row(label, value, drawing) {
  const words = create('dd', { text: value });
  if (drawing) words.append(drawing);
  return create('div', { className: 'quality-row' }, create('dt', { text: label }), words);
}
