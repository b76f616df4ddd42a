import { fromBase64Url } from '../platform/base64url.js';

/**
 * What an access token says about its owner, for the page to show. Nothing is verified here: the server
 * decides whether the token is valid.
 * @param {string} token a JSON Web Token (RFC 7519), or ''
 * @returns {{ identity: string, room: string }} '' for missing values
 */
export function grantsOf(token) {
  const grants = claimsOf(token)?.grants;
  return { identity: textOf(grants?.identity), room: textOf(grants?.video?.room) };
}

/**
 * The server that the token says it is for.
 * @param {string} token as above
 * @returns {string} '' if it does not say
 */
export function serverOf(token) {
  return textOf(claimsOf(token)?.grants?.parley?.server);
}

/** A name that a token writes as a number, of which JavaScript would keep 53 bits. */
const NUMBER_AS_NAME = /([^\\]"(?:identity|room)"\s*:\s*)(-?\d[\d.eE+-]*)/g;

/** @param {string} token */
function claimsOf(token) {
  try {
    const text = new TextDecoder().decode(fromBase64Url(token.split('.')[1]));
    return JSON.parse(text.replace(NUMBER_AS_NAME, '$1"$2"'));
  } catch {
    return null;
  }
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === 'string' ? value : '';
}
