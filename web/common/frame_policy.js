/**
 * Whether the page, perhaps in the frame of another page, may use something at all; true as well where the
 * browser does not tell.
 * @param {'camera' | 'microphone' | 'display-capture'} feature
 * @returns {boolean}
 */
export function isAllowedInFrame(feature) {
  // The standard's name, and the one that Chromium has.
  const policy = Reflect.get(document, 'permissionsPolicy') ?? Reflect.get(document, 'featurePolicy');
  return policy?.allowsFeature?.(feature) ?? true;
}
