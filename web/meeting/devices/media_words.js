/** @import { MediaProblem } from '../../../client-wasm/platform/media_devices.js' */
import { t } from '../../i18n/translate.js';

/**
 * Tells in words why others will not see or hear the person, and what to do about it.
 * @param {Partial<Record<'audio' | 'video', MediaProblem | 'framed' | null>>} problems `framed`: the page around this
 *   one does not let it use any
 * @returns {string} '' if there is none
 */
export function mediaProblemWords({ audio, video }) {
  if (audio && audio === video) return t(`media.${audio}-both`);
  const parts = [];
  if (video) parts.push(t(`media.${video}-video`));
  if (audio) parts.push(t(`media.${audio}-audio`));
  return parts.join(' ');
}
