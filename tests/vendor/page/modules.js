// CommonJS in a page, with nothing bundled: require() asks the host for a file and runs it.

import assert from 'assert';
import events from 'events';
import sinon from 'sinon';
import util from 'util';

import { libraryModule } from './library_modules.js';
import { process } from './process.js';
import * as twilio from './access_token.js';
import * as https from './https.js';

/** What needs no file. */
const BUILT_IN = { assert, events, sinon, util, twilio, https };

/** Files that have been run, or are being run, by path. @type {Map<string, { exports: any }>} */
const loaded = new Map();

/**
 * @param {string} id as in require(id)
 * @param {string} [from] the path of the module that asks
 */
export function require(id, from = '/') {
  if (id in BUILT_IN) return BUILT_IN[id];
  if (!/^[./]/.test(id)) throw new Error(`The suites want the package "${id}", which the runner does not have.`);
  const wanted = new URL(id, new URL(from, location.href)).pathname;
  // The vendor's own parts work with each other.
  if (/^\/suites\/(es5|lib)\//.test(from)) return load(wanted);
  return libraryModule(wanted, () => load(wanted)) ?? load(wanted);
}

/** @param {string} wanted */
function load(wanted) {
  const known = loaded.get(wanted);
  if (known) return known.exports;
  const request = new XMLHttpRequest();
  // require() returns what it loads, so it has to wait.
  request.open('GET', wanted, false);
  request.send();
  if (request.status !== 200) throw new Error(`There is no module ${wanted}.`);
  // The host says which file it is.
  const { pathname } = new URL(request.responseURL);
  const other = loaded.get(pathname);
  const module = other ?? { exports: {} };
  loaded.set(wanted, module);
  if (other) return other.exports;
  loaded.set(pathname, module);
  if (pathname.endsWith('.json')) {
    module.exports = JSON.parse(request.responseText);
  } else {
    const run = new Function('module', 'exports', 'require', 'process', 'global', `${request.responseText}\n//# sourceURL=${pathname}`);
    run(module, module.exports, (id) => require(id, pathname), process, globalThis);
  }
  return module.exports;
}
