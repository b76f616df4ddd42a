// What `make run` and `make test` install from npm (tools/setup.sh).

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { test } from 'node:test';
import semver from 'semver';

const ROOT = new URL('../../../', import.meta.url);
/** Debian's `nodejs`, which is what the set-up installs: Debian 12's and Debian 13's. */
const NODES = ['18.20.4', '20.19.2'];
/** What the build of the pages reads; of the tools, those that are named for the web. */
const BUILT_FROM = ['web', 'client-wasm', 'tools'];
const NO_PART_OF_THE_BUILD = /^screenshots\.mjs$/;

/** @param {string} file */
const read = (file) => readFileSync(new URL(file, ROOT), 'utf8');

/**
 * The packages that a file imports when it runs or is bundled; comments have types' imports in them.
 * @param {string} source
 */
function imports(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^ *\/\/.*/gm, '');
  const names = [...code.matchAll(/(?:\bfrom |\bimport |\bimport\(|\bresolve\(|@import )'((?:@[\w-]+\/)?[\w-][\w.-]*)/g)];
  return names.map(([, name]) => name).filter((name) => !isBuiltin(name) && name !== 'node');
}

test('every npm package runs on the Node of Debian 12 and of Debian 13', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const unfit = Object.entries(packages).flatMap(([name, { version, engines }]) => {
    const lacking = NODES.filter((node) => !semver.satisfies(node, engines?.node || '*'));
    return lacking.map((node) => `${name} ${version} wants Node ${engines.node}, and there is ${node}`);
  });
  assert.ok(Object.keys(packages).length > 100);
  assert.deepEqual(unfit, []);
});

test('the packages that `make run` installs are those that the pages are built with', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  /** @type {Set<string>} */
  const imported = new Set();
  for (const folder of BUILT_FROM) {
    for (const file of readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(m?js|css)$/.test(file) || NO_PART_OF_THE_BUILD.test(file)) continue;
      for (const name of imports(read(`${folder}/${file}`))) imported.add(name);
    }
  }
  assert.deepEqual([...imported].sort(), Object.keys(dependencies).sort());
});
