/**
 * Whether the page, possibly framed by another page, may use a feature at all; also true if the browser
 * does not say.
 * @param {'camera' | 'microphone' | 'display-capture'} feature
 * @returns {boolean}
 */
export function isAllowedInFrame(feature) {
  // The standard's name, and the one that Chromium has.
  const policy = Reflect.get(document, 'permissionsPolicy') ?? Reflect.get(document, 'featurePolicy');
  return policy?.allowsFeature?.(feature) ?? true;
}
