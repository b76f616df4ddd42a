import english from './en.js';

/** @typedef {keyof typeof english} MessageKey */
/** @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Message */

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** @type {Record<string, Message>} */
let messages = english;
let language = 'en';
let brand = 'Parley';

/**
 * Sets the messages that `t()` uses from now on.
 * @param {string} newLanguage
 * @param {Record<string, Message>} newMessages
 */
export function useMessages(newLanguage, newMessages) {
  language = newLanguage;
  messages = newMessages;
}

/**
 * What the operator calls this place, and what the home page is to say.
 * @param {string} name '' for Parley's
 * @param {{ title?: string, lead?: string }} [texts] in the language of the messages
 */
export function useBranding(name, { title, lead } = {}) {
  if (name) brand = name;
  messages = { ...messages, ...(title && { 'home.title': title }), ...(lead && { 'home.lead': lead }) };
}

/** The language of the messages, such as "de". */
export function currentLanguage() {
  return language;
}

/**
 * A message in the person's language. Where it has forms for numbers, `values.count` chooses.
 * @param {MessageKey} key
 * @param {Record<string, string | number>} [values] for the message's {placeholders}
 * @returns {string}
 */
export function t(key, values = {}) {
  // A file of another version may lack the newest messages.
  const message = messages[key] ?? english[key];
  return formOf(message, values.count).replace(/\{([\w-]+)\}/g, (whole, name) => {
    const value = name === 'brand' ? brand : values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numberIn(value) : isolated(value);
  });
}

/**
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 * @returns {string} as the person writes numbers
 */
export function numberIn(value, options) {
  return new Intl.NumberFormat(language, options).format(value);
}

/**
 * A list of names as in a sentence: "Ann, Ben and Cleo".
 * @param {string[]} items
 * @returns {string}
 */
export function listIn(items) {
  return new Intl.ListFormat(language).format(items.map(isolated));
}

/**
 * @param {Message} message
 * @param {string | number | undefined} count
 */
function formOf(message, count) {
  if (typeof message === 'string') return message;
  const rule = new Intl.PluralRules(language).select(Number(count ?? 0));
  return message[rule] ?? message.other ?? '';
}

/** Keeps a name in the other writing direction from turning the sentence around it. @param {string} text */
function isolated(text) {
  return RIGHT_TO_LEFT.test(text) || language === 'ar' ? `\u2068${text}\u2069` : text;
}
