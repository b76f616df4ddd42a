// The operator's colour, made such that people can read what is written in it and on it (WCAG 2.2,
// 1.4.3: 4.5 to 1), in light and dark.

/** @typedef {[number, number, number]} Rgb 0 to 255 */

const ENOUGH = 4.5;

/** Half a step more than what rounding to whole numbers may cost. */
const MARGIN = 0.02;

/** How much of the accent is in what lies behind it where the pointer is. */
const TINT = 0.12;

/** The page's colours in theme.css that the accent stands on: of both the one with less contrast. */
const BEHIND = { light: /** @type {Rgb} */ ([246, 247, 249]), dark: /** @type {Rgb} */ ([27, 33, 43]) };

const WHITE = /** @type {Rgb} */ ([255, 255, 255]);
const BLACK = /** @type {Rgb} */ ([0, 0, 0]);
const INK = { light: '#fff', dark: '#0b1020' };

const STEPS = 64;

/**
 * The custom properties for an accent: the colour itself where it can be read, and otherwise the
 * nearest that is darker, or in the dark lighter.
 * @param {string} colour such as "#2f5fde"
 * @param {'light' | 'dark'} theme
 * @returns {Record<string, string>}
 */
export function accentProperties(colour, theme) {
  const away = theme === 'light' ? BLACK : WHITE;
  let accent = rgbOf(colour);
  for (let step = 0; step <= STEPS && !isReadable(accent, theme); ++step) accent = mixed(rgbOf(colour), away, step / STEPS);
  const strong = mixed(accent, away, 0.15);
  const link = strong.join(', ');
  return {
    '--accent': hexOf(accent),
    '--accent-strong': hexOf(strong),
    '--accent-ink': INK[theme],
    '--bs-link-color-rgb': link,
    '--bs-link-hover-color-rgb': link,
  };
}

/** On the page, and on what lies behind it where the pointer is. @param {Rgb} accent @param {'light' | 'dark'} theme */
function isReadable(accent, theme) {
  const behind = BEHIND[theme];
  return contrast(accent, mixed(behind, accent, TINT)) >= ENOUGH + MARGIN;
}

/**
 * WCAG 2.2's ratio, 1 to 21.
 * @param {Rgb} one
 * @param {Rgb} other
 */
export function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param {Rgb} colour */
function luminance(colour) {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {Rgb} from @param {Rgb} to @param {number} share of `to` @returns {Rgb} */
function mixed(from, to, share) {
  const at = (/** @type {number} */ index) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [at(0), at(1), at(2)];
}

/** @param {string} colour @returns {Rgb} */
export function rgbOf(colour) {
  const at = (/** @type {number} */ index) => Number.parseInt(colour.slice(index, index + 2), 16);
  return [at(1), at(3), at(5)];
}

/** @param {Rgb} colour */
function hexOf(colour) {
  return `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
