import { startProcess } from '../server_process.mjs';

const FOLDER = new URL('../peers/first-seed/', import.meta.url);

// The system's, which has the packages of Debian.
const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

/** @type {import('../contender.mjs').Contender} */
export const firstSeed = {
  name: "first seed's page and server",
  page: 'first_seed',
  serve: () =>
    startProcess(
      PYTHON,
      // -B: without a folder of compiled code beside the source.
      (port) => ['-B', '-m', 'uvicorn', 'main:app', '--port', port, '--log-level', 'warning'],
      FOLDER,
    ),
};
