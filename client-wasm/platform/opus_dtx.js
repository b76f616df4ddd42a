/**
 * A description that asks for next to nothing to be sent during silence (RFC 7587 section 7.1, "usedtx"). Ours says so to
 * whoever has no wish of their own; the other side's, changed so, has our browser do it.
 * @param {string} sdp
 * @returns {string}
 */
export function withDtx(sdp) {
  const type = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp)?.[1];
  if (!type) return sdp;
  const parameters = new RegExp(`^a=fmtp:${type} (?!.*usedtx=).*?(?=\r?$)`, 'gm');
  if (new RegExp(`^a=fmtp:${type} `, 'm').test(sdp)) return sdp.replace(parameters, '$&;usedtx=1');
  return sdp.replace(new RegExp(`^a=rtpmap:${type} .*\r?\n`, 'gm'), `$&a=fmtp:${type} usedtx=1\r\n`);
}

/**
 * A description that does not: our page wants silence sent, whatever the other side says.
 * @param {string} sdp
 * @returns {string}
 */
export function withoutDtx(sdp) {
  return sdp.replace(/;usedtx=1/g, '');
}
