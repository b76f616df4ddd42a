// The figures as people read them.

import { cpus, loadavg } from 'node:os';

import { median, percentile } from './statistics.mjs';

/** @import { Contender } from './contender.mjs' */

/**
 * @typedef {object} Result
 * @property {Contender} contender
 * @property {number[]} times in ms
 * @property {number} failures joins after which the other was not seen
 */

const COLUMNS = ['', 'median', 'p95', 'ratio', 'failed'];

/**
 * @param {string} condition
 * @param {Result[]} results
 * @param {Contender} reference what the ratio is to
 */
export function table(condition, results, reference) {
  const times = results.find(({ contender }) => contender === reference)?.times ?? [];
  const unit = times.length > 0 ? median(times) : NaN;
  const rows = results.map((result) => row(result, unit));
  const lines = [COLUMNS, ...rows].map(([name, ...figures]) =>
    [name.padEnd(36), ...figures.map((figure) => figure.padStart(8))].join(''),
  );
  return `${condition}; ratio to: ${reference.name}\n${lines.join('\n')}\n`;
}

/** The machine and how busy it is with other things, too. */
export function machine() {
  const load = loadavg().map((figure) => figure.toFixed(1));
  return `${cpus().length} cores, load ${load.join(', ')}`;
}

/** @param {Result} result @param {number} unit */
function row({ contender, times, failures }, unit) {
  const figures =
    times.length === 0
      ? ['–', '–', '–']
      : [
          median(times).toFixed(0),
          percentile(times, 0.95).toFixed(0),
          (median(times) / unit).toFixed(2),
        ];
  return [contender.name, ...figures, failures === 0 ? '' : `${failures}`];
}
