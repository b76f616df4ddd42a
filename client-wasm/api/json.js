/**
 * The named properties of an object as plain JSON values; Maps by their keys.
 * @param {object} object
 * @param {string[]} names
 * @returns {Record<string, unknown>}
 */
export function toPlain(object, names) {
  const values = /** @type {Record<string, unknown>} */ (object);
  return Object.fromEntries(names.map((name) => [name, plain(values[name])]));
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function plain(value) {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  }
  const { toJSON } = /** @type {{ toJSON?: () => unknown }} */ (value ?? {});
  return typeof toJSON === 'function' ? toJSON.call(value) : value;
}
