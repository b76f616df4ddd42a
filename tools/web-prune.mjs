import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {import('esbuild').Plugin} Plugin */

/**
 * An esbuild plugin that leaves out of Bootstrap's stylesheet the rules for classes that the pages
 * do not have: nine tenths of what people would otherwise wait for.
 * @param {string} folder with the pages' HTML and JavaScript
 * @returns {Plugin}
 */
export function pruneBootstrap(folder) {
  return {
    name: 'prune-bootstrap',
    setup(build) {
      build.onLoad({ filter: /bootstrap\/dist\/css\/bootstrap\.css$/ }, async ({ path: file }) => ({
        contents: prune(await readFile(file, 'utf8'), await wordsIn(folder)),
        loader: 'css',
      }));
    },
  };
}

/**
 * @param {string} css
 * @param {Set<string>} words those that may be classes
 * @returns {string}
 */
export function prune(css, words) {
  return blocksOf(css.replace(/\/\*[\s\S]*?\*\//g, ''))
    .map(({ head, body }) => {
      if (body !== null && /^@(media|supports)/.test(head)) {
        const kept = prune(body, words);
        return kept && `${head}{${kept}}`;
      }
      // Other at-rules, keyframes above all, are few and small.
      if (head.startsWith('@')) return body === null ? `${head};` : `${head}{${body}}`;
      const selectors = head.split(/,(?![^(]*\))/).filter((selector) => isUsed(selector, words));
      return selectors.length > 0 ? `${selectors.join(',')}{${body}}` : '';
    })
    .join('');
}

/**
 * @param {string} selector
 * @param {Set<string>} words
 */
function isUsed(selector, words) {
  // What it must not be, or need be only one of, does not count.
  const required = selector.replace(/:(not|is|where)\([^)]*\)/g, '');
  return [...required.matchAll(/\.([\w-]+)/g)].every(([, name]) => words.has(name));
}

/**
 * The rules of a stylesheet, one level deep. A `body` of null: a statement such as @charset.
 * @param {string} css without comments
 * @returns {{ head: string, body: string | null }[]}
 */
function blocksOf(css) {
  const blocks = [];
  let start = 0;
  let open = 0;
  let depth = 0;
  // Strings come whole: a data: URL has semicolons in it.
  for (const { 0: token, index } of css.matchAll(/"[^"]*"|'[^']*'|[{};]/g)) {
    if (token === '{' && depth++ === 0) open = index;
    if (token === '}' && --depth === 0) {
      blocks.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, index) });
      start = index + 1;
    }
    if (token === ';' && depth === 0) {
      blocks.push({ head: css.slice(start, index).trim(), body: null });
      start = index + 1;
    }
  }
  return blocks;
}

/**
 * Every word in the sources, classes among them: too many rather than too few.
 * @param {string} folder
 * @returns {Promise<Set<string>>}
 */
async function wordsIn(folder) {
  /** @type {Set<string>} */
  const words = new Set();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    const found = entry.isDirectory()
      ? await wordsIn(file)
      : /\.(html|js)$/.test(entry.name) ? (await readFile(file, 'utf8')).match(/[\w-]+/g) ?? [] : [];
    for (const word of found) words.add(word);
  }
  return words;
}
