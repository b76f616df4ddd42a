// What a host of static files is told about dist/: `_headers`, in the form that Cloudflare Pages and
// Netlify read. docs/hosting.md has the same for other hosts.

/** @typedef {import('./web-bundle.mjs').Files} Files */

/**
 * @param {string} server the base address of the server that config.json names; '' where that is not
 *   known yet
 * @returns {Files}
 */
export function hostingFiles(server) {
  const config = JSON.stringify({ server });
  return new Map([
    // To be edited by whoever hosts the pages apart from the server.
    ['config.json', Buffer.from(`${config}\n`)],
    // The operator's name, logo and colours; logos lie beside it. docs/branding.md.
    ['branding/branding.json', Buffer.from('{}\n')],
    ['_headers', Buffer.from(headersFile(server))],
  ]);
}

/**
 * The library is for pages of any origin, and browsers ask for its parts as CORS has it; and for pages
 * that take nothing in without the other's word (COEP). All files are the same for everyone, so the
 * fields may stand with all.
 */
const LIBRARY_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** @param {string} server */
function headersFile(server) {
  const lines = Object.entries({ ...pageHeaders(server), ...LIBRARY_HEADERS }).map(([name, value]) => `  ${name}: ${value}\n`);
  // The name of an asset changes with its content. Of everything else these hosts tell browsers by
  // themselves to ask again; a second rule for one field would be joined to the first.
  return `/*\n${lines.join('')}\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n`;
}

/**
 * The fields that Parley's own server sends with a page, but that the page may talk to its server.
 * @param {string} server
 * @returns {Record<string, string>}
 */
export function pageHeaders(server) {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      `connect-src 'self' ${serverSources(server)}`,
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self)',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/**
 * A server is asked by HTTP for a token and by WebSocket for everything else.
 * @param {string} server
 */
function serverSources(server) {
  if (server === '') return 'https: wss:';
  const { protocol, host } = new URL(server);
  return protocol === 'https:' ? `https://${host} wss://${host}` : `http://${host} ws://${host}`;
}
