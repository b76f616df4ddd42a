import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';

/** The margin that ISO/IEC 18004 asks for, in modules. */
const QUIET_ZONE = 4;

/**
 * A text as QR code, dark on white in either theme, as cameras want it.
 * @param {string} text
 * @param {string} label for those who cannot see it
 * @returns {SVGSVGElement}
 */
export function qrCode(text, label) {
  const { data, size } = encode(text, { border: 0, ecc: 'M' });
  const side = size + 2 * QUIET_ZONE;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${side} ${side}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.setAttribute('class', 'qr-code');
  svg.setAttribute('shape-rendering', 'crispEdges');
  const ground = document.createElementNS(SVG, 'rect');
  for (const [name, value] of [['width', side], ['height', side], ['fill', '#fff']]) {
    ground.setAttribute(String(name), String(value));
  }
  const modules = document.createElementNS(SVG, 'path');
  modules.setAttribute('d', pathOf(data));
  modules.setAttribute('fill', '#000');
  svg.append(ground, modules);
  return svg;
}

/** @param {boolean[][]} rows */
function pathOf(rows) {
  return rows.flatMap((row, y) => row.map((dark, x) =>
    (dark ? `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z` : ''))).join('');
}
