// How large a picture an element can show. Without a style of its own an element is as large as its picture,
// so its size says nothing about that.

/** More than any screen has, and less than layout engines can count. */
const LARGE = 16_384;

/**
 * The height of the picture in the element, in CSS pixels, if its sender sent the largest one.
 * @param {HTMLVideoElement} element
 * @returns {number} Infinity if the picture decides
 */
export function possibleHeight(element) {
  const [width, height] = sizeWithLargePicture(element);
  if (isLimited(height)) return height;
  const { videoWidth, videoHeight } = element;
  if (isLimited(width) && videoWidth > 0) return (width * videoHeight) / videoWidth;
  return Infinity;
}

/**
 * Whether the element has the size of its picture, in one dimension at least.
 * @param {HTMLVideoElement} element
 * @param {{ width: number, height: number }} box
 */
export function isAsLargeAsPicture({ videoWidth, videoHeight }, { width, height }) {
  return Math.abs(width - videoWidth) < 1 || Math.abs(height - videoHeight) < 1;
}

/** Where `contain-intrinsic-size` is unknown, the large picture is none at all. @param {number} size */
function isLimited(size) {
  return size > 0 && size < LARGE;
}

/**
 * Lays the element out as with a large picture, for a moment in which nothing is painted.
 * @param {HTMLVideoElement} element
 */
function sizeWithLargePicture(element) {
  const { style } = element;
  const before = element.getAttribute('style');
  style.setProperty('contain', 'size', 'important');
  style.setProperty('contain-intrinsic-size', `${LARGE}px ${LARGE}px`, 'important');
  const size = [element.clientWidth, element.clientHeight];
  if (before === null) element.removeAttribute('style');
  else element.setAttribute('style', before);
  return size;
}
