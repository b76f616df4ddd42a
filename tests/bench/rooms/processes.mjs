// What processes take, by /proc.

import { readdirSync, readFileSync } from 'node:fs';

/** Linux's USER_HZ: what /proc counts in. */
const TICKS_PER_SECOND = 100;

/** @param {string} file @returns {string | null} null where the process has ended */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** @param {number} pid @returns {{parent: number, ticks: number} | null} */
function statusOf(pid) {
  // The name, in brackets, may have spaces and brackets in it.
  const fields = read(`/proc/${pid}/stat`)?.replace(/^.*\)\s/s, '').split(' ');
  return fields ? { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) } : null;
}

/** All processes, with their parents. @returns {Map<number, number>} */
function parents() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  return new Map(pids.flatMap((pid) => {
    const status = statusOf(pid);
    return status ? [[pid, status.parent]] : [];
  }));
}

/** The processes that one has started. @param {number} pid @returns {number[]} */
export function childrenOf(pid) {
  return [...parents()].filter(([, parent]) => parent === pid).map(([child]) => child);
}

/** A process and those that it and its children have started. @param {number} pid @returns {number[]} */
export function familyOf(pid) {
  const all = [...parents()];
  const family = [pid];
  for (const member of family) family.push(...all.filter(([, parent]) => parent === member).map(([child]) => child));
  return family;
}

/** Seconds of processor time that they have taken so far, those that have ended left out. @param {number[]} pids */
export function processorSeconds(pids) {
  return pids.reduce((sum, pid) => sum + (statusOf(pid)?.ticks ?? 0), 0) / TICKS_PER_SECOND;
}

/** Resident memory in MB, NaN where there is no such process. @param {number} pid */
export function residentMegabytes(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '') ?? [];
  return Number(kilobytes ?? NaN) / 1024;
}
