// Writes the package's copyright file (DEP 5) to stdout. The pages contain npm packages: those that package-lock.json
// installs for the build of the pages, with what their own licences say.
//
//   node tools/debian/write-copyright.mjs

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What builds the pages and is not in them. */
const TOOLS = /^node_modules\/(esbuild|@esbuild\/.*|@types\/.*)$/;
/** Their texts are on every Debian. */
const COMMON = new Set(['MPL-2.0', 'Apache-2.0']);

const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
/** @type {[string, { dev?: boolean, license?: string }][]} */
const packages = Object.entries(lock.packages);
const parts = packages.filter(([folder, { dev }]) => folder && !dev && !TOOLS.test(folder));

/** The lines that name who has the rights. @param {string} folder */
async function holders(folder) {
  const files = (await readdir(path.join(root, folder))).filter((name) => /^licen[cs]e/i.test(name));
  if (files.length === 0) return [];
  const text = await readFile(path.join(root, folder, files[0]), 'utf8');
  return [...text.matchAll(/^\W*copyright\s+(?:\(c\)|©)?\s*(.*\d.*)$/gim)].map(([, who]) => who.trim());
}

/** @param {string} text */
const indented = (text) => text.trim().split('\n').map((line) => ` ${line.trim() || '.'}`).join('\n');

/** @param {string} license */
function licenceText(license) {
  if (COMMON.has(license)) return ` The text is in /usr/share/common-licenses/${license}.`;
  if (license === 'BSD-3-clause') return BSD_3_CLAUSE;
  if (license === 'MIT') return MIT;
  throw new Error(`${license}: put its text into tools/debian/write-copyright.mjs`);
}

const BSD_3_CLAUSE = indented(`Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

* Redistributions of source code must retain the above copyright notice,
this list of conditions and the following disclaimer.

* Redistributions in binary form must reproduce the above copyright notice,
this list of conditions and the following disclaimer in the documentation
and/or other materials provided with the distribution.

* Neither the name of the copyright holder nor the names of its contributors
may be used to endorse or promote products derived from this software without
specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR
ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON
ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
(INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`);
const own = await readFile(path.join(root, 'LICENSE'), 'utf8');
const MIT = indented(own.slice(own.indexOf('Permission is hereby')));
const [, ownHolder] = own.match(/^Copyright \(c\) (.*)$/m) ?? [];
const stanzas = [
  `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Parley`,
  `Files: *
Copyright: ${ownHolder}
License: MIT`,
];
const licences = new Set(['MIT']);
for (const [folder, { license = '' }] of parts) {
  const who = await holders(folder);
  licences.add(license);
  stanzas.push(`Files: ${folder}/*
Copyright: ${who.join('\n ') || 'its authors'}
License: ${license}
Comment: In the pages.`);
}
stanzas.push(`Files: parley.wasm
Copyright: Emscripten's authors and musl's authors; LLVM's authors
License: MIT and Apache-2.0
Comment: The client's module contains parts of Emscripten's libraries. LLVM's have an exception, by which
 nothing has to be said of them.`);
// tools/cmake/ParleyPackage.cmake says why.
stanzas.push(`Files: usr/bin/parley
Copyright: Gabi Melman (spdlog)
 Victor Zverovich (fmt)
 Jan Behrens, Public Software Group e. V., Steven G. Johnson and others (utf8proc)
 Unicode, Inc. (the tables in utf8proc)
 Salvatore Sanfilippo, Pieter Noordhuis (hiredis)
License: MIT and BSD-3-clause
Comment: The program contains these libraries. hiredis is under BSD-3-clause, the others are under MIT.
 Unicode's terms of use for its tables are at https://www.unicode.org/copyright.html.`);
licences.add('BSD-3-clause');
licences.add('Apache-2.0');
for (const license of [...licences].sort()) stanzas.push(`License: ${license}\n${licenceText(license)}`);
console.log(stanzas.join('\n\n'));
