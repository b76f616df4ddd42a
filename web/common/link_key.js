import { toBase64Url } from '../../client-wasm/platform/base64url.js';

/** 128 bits. */
const BYTES = 16;
const KEY = /^[\w-]{16,256}$/;

/** A key for the link of a new meeting. It stands behind `#`, which browsers send to no server. */
export function newLinkKey() {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(BYTES)));
}

/**
 * The key in a meeting's address: `#key=…`. It stays in the address bar, which people copy from.
 * @param {URL | Location} address
 * @returns {string} '' if there is none
 */
export function linkKeyIn({ hash }) {
  const key = new URLSearchParams(hash.slice(1)).get('key') ?? '';
  return KEY.test(key) ? key : '';
}

/**
 * @param {string} address without a fragment
 * @param {string} key '' for none
 */
export function withLinkKey(address, key) {
  return key ? `${address}#${new URLSearchParams({ key })}` : address;
}
