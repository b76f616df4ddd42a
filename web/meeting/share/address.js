import { linkKeyIn, withLinkKey } from '../../common/link_key.js';

/**
 * The address to hand on: the meeting's with its key, without what concerns only this person, such as ?lang=.
 * @param {URL | Location} location
 * @returns {string}
 */
export function addressToShare({ href }) {
  const address = new URL(href);
  const room = address.searchParams.get('room');
  address.search = '';
  address.hash = '';
  if (room !== null) address.searchParams.set('room', room);
  return withLinkKey(address.href, linkKeyIn(new URL(href)));
}
