const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 120;
const HEIGHT = 28;

/**
 * A line over time, the newest at the end; a gap where nothing is known.
 * @param {(number | null)[]} values
 * @param {{ most: number, length: number, label: string }} options `most`: what reaches the top, where
 *   no value is higher; `length`: how many values fill the width
 * @returns {SVGSVGElement}
 */
export function plot(values, { most, length, label }) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'plot');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', pathOf(values, most, length));
  svg.append(line);
  return svg;
}

/**
 * @param {(number | null)[]} values
 * @param {number} most
 * @param {number} length
 * @returns {string} of an SVG path
 */
export function pathOf(values, most, length) {
  const top = Math.max(most, ...values.map((value) => value ?? 0));
  let isDrawing = false;
  return values.map((value, index) => {
    if (value === null) {
      isDrawing = false;
      return '';
    }
    const x = WIDTH - ((values.length - 1 - index) * WIDTH) / (length - 1);
    const y = HEIGHT - 1 - (value / top) * (HEIGHT - 2);
    const step = `${isDrawing ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    isDrawing = true;
    return step;
  }).join('');
}
