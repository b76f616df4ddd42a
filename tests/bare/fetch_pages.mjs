// Fetches the pages of a running server, and every file that these name, as a browser would.
//
//   node tests/bare/fetch_pages.mjs URL

const PAGES = ['/', '/room/standup', '/check.html'];
/** A file of assets/, wherever it is named: its name ends in a hash of what is in it. */
const ASSET = /\b[\w-]+-[0-9a-f]{10}\.[a-z]+\b/g;
const LIMIT_MS = 30_000;

const server = process.argv[2] ?? '';
/** @type {Set<string>} */
const fetched = new Set();

/** @param {string} path @param {RegExp} type what it has to be */
async function visit(path, type) {
  if (fetched.has(path)) return;
  fetched.add(path);
  const response = await fetch(new URL(path, server), { signal: AbortSignal.timeout(LIMIT_MS) });
  const found = response.headers.get('content-type') ?? 'nothing';
  const content = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200 || !type.test(found) || content.length === 0) {
    throw new Error(`${path}: status ${response.status}, ${found}, ${content.length} bytes`);
  }
  if (!/^(text|application\/(javascript|json|manifest))/.test(found)) return;
  for (const [name] of content.toString().matchAll(ASSET)) await visit(`/assets/${name}`, typeOf(name));
}

/** @param {string} name */
function typeOf(name) {
  // The last two are the model that finds people before their background, in forms of its own.
  const types = { js: /javascript/, css: /css/, wasm: /wasm/, svg: /svg/, png: /png/, tflite: /octet-stream/, binarypb: /octet-stream/ };
  return Object.entries(types).find(([ending]) => name.endsWith(`.${ending}`))?.[1] ?? /json/;
}

for (const page of PAGES) await visit(page, /^text\/html/);
for (const ending of ['css', 'js', 'wasm', 'json']) {
  if (![...fetched].some((path) => path.endsWith(`.${ending}`))) throw new Error(`no page names a file of ${ending}`);
}
console.log(`${PAGES.length} pages, and ${fetched.size - PAGES.length} files that these name`);
