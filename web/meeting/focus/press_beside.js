/**
 * Calls back when somebody presses beside what lies on a layer. Only where the press began there too: whoever
 * selects a text may let go of it outside of what it stands in, and does not want to close that.
 * @param {HTMLElement} layer
 * @param {(event: MouseEvent) => boolean} isBeside
 * @param {() => void} act
 */
export function onPressBeside(layer, isBeside, act) {
  let beganBeside = false;
  layer.addEventListener('pointerdown', (event) => {
    beganBeside = isBeside(event);
  });
  layer.addEventListener('click', (event) => {
    if (beganBeside && isBeside(event)) act();
    beganBeside = false;
  });
}
