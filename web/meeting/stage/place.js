/** @import { Rectangle } from './arrange.js' */

/**
 * Puts something on the stage.
 * @param {HTMLElement} element
 * @param {Rectangle} place
 */
export function putAt({ style }, { x, y, width, height }) {
  style.setProperty('inset-inline-start', `${x}px`);
  style.setProperty('inset-block-start', `${y}px`);
  style.setProperty('inline-size', `${width}px`);
  style.setProperty('block-size', `${height}px`);
}
