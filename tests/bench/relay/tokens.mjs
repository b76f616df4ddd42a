// Access tokens for the load generator's clients, one for each.

import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KEY = 'SKbench';
const SECRET = randomBytes(32).toString('hex');
const LIFETIME_SECONDS = 3600;

/** What makes a server ask for these. */
export const tokenArgs = ['--api-key', `${KEY}:${SECRET}`, '--require-token'];

/** @param {string} identity */
function token(identity) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    jti: `${KEY}-${now}`,
    iss: KEY,
    sub: 'AC00000000000000000000000000000000',
    nbf: now,
    exp: now + LIFETIME_SECONDS,
    grants: { identity, video: {} },
  };
  const text = [{ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
}

/**
 * Hands a file with so many tokens, one a line, to `use`.
 * @template T
 * @param {number} count
 * @param {(path: string) => Promise<T>} use
 */
export async function withTokens(count, use) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    const path = join(folder, 'tokens');
    const tokens = Array.from({ length: count }, (_, index) => token(`client ${index}`));
    writeFileSync(path, `${tokens.join('\n')}\n`);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
