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

/** @param {string} token */
function claimsOf(token) {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64Url(token.split('.')[1])));
  } catch {
    return null;
  }
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === 'string' ? value : '';
}
