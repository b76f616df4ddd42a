// docs/operations: what Prometheus and Grafana are given asks for metrics that the server has.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Cluster } from './cluster.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
const LEASE_S = 1;

/** @param {string} name */
const text = (name) => readFileSync(new URL(`../../docs/operations/${name}`, import.meta.url), 'utf8');
/** Names of metrics, as they are served. @param {string} expression */
const metricsIn = (expression) => [...expression.matchAll(/\b(?:parley|process)_[a-z_]+\b/g)].map(([name]) => name.replace(/_bucket$/, ''));

test('dashboard and alerts name metrics that are served, with labels that they have', async (t) => {
  const cluster = new Cluster(LEASE_S);
  await cluster.startRedis();
  const node = await cluster.readyNode(['--public-metrics']);
  t.after(async () => {
    await node.stop();
    await cluster.stop();
  });
  const served = await (await fetch(`${node.url}/metrics`)).text();
  const known = new Set([...served.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
  /** @type {{ panels: { title: string, targets: { expr: string }[] }[] }} */
  const dashboard = JSON.parse(text('dashboard.json'));
  const alerts = [...text('alerts.yml').matchAll(/^ +expr: (.*)$/gm)].map(([, expression]) => expression);
  const shown = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  assert.ok(alerts.length >= 10 && shown.length >= 30, `${alerts.length} alerts, ${shown.length} graphs`);
  for (const expression of [...alerts, ...shown]) {
    for (const name of metricsIn(expression)) assert.ok(known.has(name), `${expression}: there is no ${name}`);
  }
  for (const [, id] of text('alerts.yml').matchAll(/id="([a-z-]+)"/g)) {
    assert.match(readFileSync(new URL('../../shared/protocol/error.cpp', import.meta.url), 'utf8'), new RegExp(`"${id}"`));
  }
});

test('the Kubernetes manifests set what the server knows, and probe what it serves', () => {
  const manifests = text('kubernetes.yaml');
  const flags = new Set([...execFileSync(EXECUTABLE, ['reference', 'conf'], { encoding: 'utf8' })
    .matchAll(/^#([a-z-]+) = /gm)].map(([, flag]) => `PARLEY_${flag.toUpperCase().replaceAll('-', '_')}`));
  const set = [...manifests.matchAll(/name: (PARLEY_[A-Z_]+)/g)].map(([, name]) => name);
  assert.ok(set.length >= 5);
  for (const name of set) assert.ok(flags.has(name), `there is no ${name}`);
  // Else Kubernetes sets PARLEY_PORT to an address.
  assert.match(manifests, /enableServiceLinks: false/);
  for (const path of ['/readyz', '/healthz']) assert.ok(manifests.includes(`path: ${path}`), path);
});
