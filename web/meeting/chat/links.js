import { LinkifyIt } from 'linkify-it';
import { CHAT_LIMITS } from './limits.js';

// Only what says of itself that it is an address, and addresses of e-mail: "readme.md" is a file.
const finder = new LinkifyIt({ urlAuth: true }).add('ftp:', null).add('//', null);

/** What a link in the chat may lead to. */
const PROTOCOLS = ['http:', 'https:', 'mailto:'];

/**
 * A part of a text. `host`: where a link leads to, if its text hides that.
 * @typedef {{ text: string, href?: string, host?: string }} Part
 */

/** Where an address may begin without a space before it: in Chinese or Japanese, and in backticks. */
const BEGINNING = /(?<=[^\x00-\x7F]|`)(?=https?:\/\/)/giu;

/** Quotation marks around an address: an apostrophe may be a part of one, but not where it begins or ends. */
const OPENING = /^'+/u;
const CLOSING = /[.,;:!?]*['`][.,;:!?'`]*$/u;

/** Emoji right after a host, which no host ends with. In a path they may be meant. */
const EMOJI_AFTER_HOST =
  /(?<=^(?:https?:\/\/)?[^/?#]+?)(?:[0-9#*]\uFE0F?\u20E3|\p{RI}{2}|\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}\u200D\u{E0020}-\u{E007F}]*)+$/iu;

/**
 * The parts of a text, of which some are links.
 * @param {string} text
 * @returns {Part[]}
 */
export function partsOf(text) {
  let left = CHAT_LIMITS.links;
  return text.split(BEGINNING).flatMap((stretch) => {
    const parts = partsOfStretch(stretch, left);
    left -= parts.filter(({ href }) => href !== undefined).length;
    return parts;
  });
}

/**
 * @param {string} text
 * @param {number} most links; further addresses stay text
 * @returns {Part[]}
 */
function partsOfStretch(text, most) {
  if (most === 0) return [{ text }];
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const { index, raw, url } of finder.match(text) ?? []) {
    if (most === 0) break;
    const written = raw.replace(OPENING, '').replace(CLOSING, '').replace(EMOJI_AFTER_HOST, '');
    const link = linkTo(url.replace(raw, () => written), written);
    if (!link) continue;
    most -= 1;
    const start = index + raw.indexOf(written);
    if (start > end) parts.push({ text: text.slice(end, start) });
    parts.push(link);
    end = start + written.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/**
 * @param {string} url
 * @param {string} text as it was written
 * @returns {Part | null}
 */
function linkTo(url, text) {
  let address;
  try {
    address = new URL(url);
  } catch {
    return null;
  }
  const { protocol, host, href } = address;
  if (!PROTOCOLS.includes(protocol)) return null;
  return protocol === 'mailto:' || showsHost(text, host) ? { text, href } : { text, href, host };
}

/**
 * Whether a person sees in the text where it leads. Not so with "https://bank.example@evil.example",
 * with letters of another alphabet that look like ours, or with a number for an address.
 * @param {string} text
 * @param {string} host as the browser understands it
 */
function showsHost(text, host) {
  const [, written = ''] = /^https?:\/\/([^/?#]*)/i.exec(text) ?? [];
  return written.toLowerCase().replace(/:(80|443)?$/, '') === host.replace(/:(80|443)$/, '');
}
