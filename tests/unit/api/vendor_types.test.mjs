// A page in TypeScript that was written for twilio-video.js compiles with the library's types: the vendor's own tests
// of its types do, unchanged.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-types-'));
after(() => rmSync(folder, { recursive: true }));

/** Of the vendor's types, and of nothing at run time; or for its own files. */
const UNMATCHED = [/Publication\.isEnabled$/, /^CreateLocalTracksOptions\.tracks$/];

/** What a file of types exports, by name. @param {ts.Program} program @param {string} file @returns {Map<string, ts.Type>} */
function typesOf(program, file) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module ? checker.getExportsOfModule(module) : [];
  return new Map(exported.map((symbol) => {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return [symbol.name, checker.getDeclaredTypeOfSymbol(own)];
  }));
}

/** @param {ts.Symbol} [member] */
const isReadonly = (member) => (member?.declarations ?? []).some((one) => ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Readonly);

test('every type of the vendor\'s is there by its name, with all that it has, and can be set where it can there', () => {
  const [theirs, ours] = ['node_modules/twilio-video/tsdef/index.d.ts', 'client-wasm/types/parley-video.d.ts'].map((file) => join(ROOT, file));
  const program = ts.createProgram([theirs, ours], {
    strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: ['node'], typeRoots: [join(ROOT, 'node_modules/@types')],
  });
  const [wanted, there] = [typesOf(program, theirs), typesOf(program, ours)];
  assert.ok(wanted.size > 80);
  const missing = [...wanted].flatMap(([name, type]) => {
    const own = there.get(name);
    if (!own) return [name];
    const members = type.isUnion() || type.getProperties().some((member) => member.name.startsWith('__@iterator')) ? [] : type.getProperties();
    return members.filter(({ name: member }) => !member.startsWith('__@')).flatMap((member) => {
      const our = own.getProperty(member.name);
      if (!our) return [`${name}.${member.name}`];
      return isReadonly(our) && !isReadonly(member) ? [`${name}.${member.name} is readonly`] : [];
    });
  });
  assert.deepEqual(missing.filter((name) => !UNMATCHED.some((pattern) => pattern.test(name))), []);
});

/** The oldest compiler that pages may use, and ours. */
for (const [compiler, resolution] of [['typescript-4.9', 'node'], ['typescript', 'bundler']]) {
  test(`the vendor's pages and one of ours compile with ${compiler}`, () => {
    const page = readFileSync(join(ROOT, 'node_modules/twilio-video/tsdef/twilio-video-tests.ts'), 'utf8');
    writeFileSync(join(folder, 'parley-video.d.ts'), readFileSync(join(ROOT, 'client-wasm/types/parley-video.d.ts')));
    writeFileSync(join(folder, 'page.ts'), page.replace("'./index'", "'./parley-video'"));
    const own = readFileSync(join(ROOT, 'tests/types/use.ts'), 'utf8');
    writeFileSync(join(folder, 'own.ts'), own.replaceAll(/'\S*\/parley-video\.js'/g, "'./parley-video'"));
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', resolution,
      '--lib', 'es2022,dom'];
    const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', compiler, 'bin/tsc'), ...options, 'page.ts', 'own.ts'],
        { cwd: folder, encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
}
