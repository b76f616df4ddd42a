/**
 * A description of the other side, changed so that we send it next to nothing during silence (RFC 7587 section 7.1,
 * "usedtx"; the receiver asks for it).
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
