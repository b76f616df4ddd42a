// The figures as people read them.

import { median } from '../join/statistics.mjs';

/** @import { RelayContender } from './contenders.mjs' */
/** @import { Figures } from './measure.mjs' */

const NAME_WIDTH = 30;
const COLUMN_WIDTH = 11;

/**
 * @param {string} condition
 * @param {number} rate
 * @param {Map<RelayContender, Figures[]>} results one for each round
 * @param {RelayContender} reference what the ratios compare with
 */
export function table(condition, rate, results, reference) {
  const own = results.get(reference) ?? [];
  const rows = [...results].map(([contender, rounds]) => {
    const ratio = (/** @type {(figures: Figures) => number} */ of) => middle(rounds, of) / middle(own, of);
    return [
      contender.name,
      middle(rounds, (figures) => figures.deliveriesPerSecond).toFixed(0),
      `1/${(1 / ratio((figures) => figures.deliveriesPerSecond)).toFixed(1)}`,
      middle(rounds, (figures) => figures.cpuPerDelivery).toFixed(2),
      `${ratio((figures) => figures.cpuPerDelivery).toFixed(1)}`,
      kilobytes(middle(rounds, (figures) => figures.residentPerConnection)),
      ...latencies(rounds),
    ];
  });
  const heads = ['', 'deliv./s', 'ratio', 'CPU µs', 'ratio', 'KB/conn.', 'p50 ms', 'p99 ms', 'missing'];
  return `${condition}; latency at ${rate} messages/s; ratios to ${reference.name}\n${lines([heads, ...rows])}`;
}

/**
 * @param {string} condition
 * @param {number} rate
 * @param {Map<number, Figures>} results by the number of connections
 */
export function aloneTable(condition, rate, results) {
  const rows = [...results].map(([connections, figures]) => [
    `${connections} connections`,
    figures.deliveriesPerSecond.toFixed(0),
    figures.cpuPerDelivery.toFixed(2),
    kilobytes(figures.residentPerConnection),
    ...latencies([figures]),
    figures.enteringSeconds.toFixed(1),
    `${figures.lost}`,
  ]);
  const heads = ['', 'deliv./s', 'CPU µs', 'KB/conn.', 'p50 ms', 'p99 ms', 'missing', 'all in, s', 'lost'];
  return `${condition}; latency at ${rate} messages/s\n${lines([heads, ...rows])}`;
}

/** @param {Figures[]} rounds @param {(figures: Figures) => number} of */
function middle(rounds, of) {
  return median(rounds.map(of));
}

/** @param {Figures[]} rounds */
function latencies(rounds) {
  return [
    (middle(rounds, (figures) => figures.p50) / 1000).toFixed(2),
    (middle(rounds, (figures) => figures.p99) / 1000).toFixed(2),
    `${rounds.reduce((sum, figures) => sum + figures.pacedMissing, 0) || ''}`,
  ];
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1);
}

/** @param {string[][]} rows */
function lines(rows) {
  return rows
    .map(([name, ...figures]) =>
      [name.padEnd(NAME_WIDTH), ...figures.map((figure) => figure.padStart(COLUMN_WIDTH))].join(''),
    )
    .join('\n');
}
