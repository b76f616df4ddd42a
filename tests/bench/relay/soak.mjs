// A long time of joining, talking and leaving, and what it does to the server's memory.
//
//   SOAK_SECONDS=600 SOAK_CONNECTIONS=10000 node tests/bench/relay/soak.mjs

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { machine } from '../join/report.mjs';
import { openParley } from './contenders.mjs';

const SOAK = fileURLToPath(
  new URL('../../../build/bench/tests/bench/relay/soak', import.meta.url),
);

console.log(`Soak; ${machine()} at the start`);
const service = await openParley.serve();
try {
  const soak = spawn(
    SOAK,
    [
      ...['--port', `${service.port}`, '--process', `${service.pid}`],
      ...['--seconds', process.env.SOAK_SECONDS ?? '600'],
      ...['--connections', process.env.SOAK_CONNECTIONS ?? '10000'],
    ],
    { stdio: 'inherit' },
  );
  const [code] = await once(soak, 'exit');
  if (code !== 0) process.exitCode = 1;
} finally {
  await service.stop();
}
console.log(`${machine()} at the end`);
