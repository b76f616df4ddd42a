// A message begins with its type and whom it is for, so that most of what a page has no use for is never parsed.
const HEAD = /^\{"type":"([a-z-]{1,32})"(?:,"to":"([^"\\]{1,64})")?/;

/**
 * @param {string} message as JSON
 * @returns {{ type: string, to: string | undefined }} `type` is '' where it does not begin like that; `to`
 *   may come later in messages of older pages
 */
export function headOf(message) {
  const [, type = '', to] = HEAD.exec(message) ?? [];
  return { type, to };
}
