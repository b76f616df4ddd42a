// What an element could show, whatever it shows now.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAsLargeAsPicture, possibleHeight } from '../../../client-wasm/platform/element_size.js';

/**
 * An element as a browser lays it out: limited in width and height, or not.
 * @param {{ width?: number, height?: number, style?: string | null, knowsIntrinsicSize?: boolean }} limits
 */
function element({ width = Infinity, height = Infinity, style = null, knowsIntrinsicSize = true }) {
  /** @type {Record<string, string>} */
  let set = {};
  const natural = () => (knowsIntrinsicSize ? Number.parseInt(set['contain-intrinsic-size'] ?? '0', 10) : 0);
  const fake = {
    attribute: style,
    videoWidth: 320,
    videoHeight: 180,
    style: {
      setProperty(/** @type {string} */ name, /** @type {string} */ value) {
        set[name] = value;
        fake.attribute = 'changed';
      },
    },
    getAttribute: () => fake.attribute,
    setAttribute(/** @type {string} */ _, /** @type {string} */ value) {
      set = {};
      fake.attribute = value;
    },
    removeAttribute() {
      set = {};
      fake.attribute = null;
    },
    get clientWidth() {
      return Math.min(natural(), width);
    },
    get clientHeight() {
      return Math.min(natural(), height);
    },
  };
  return { fake, video: /** @type {HTMLVideoElement} */ (/** @type {unknown} */ (fake)) };
}

test('an element without a size of its own could show any picture', () => {
  assert.equal(possibleHeight(element({}).video), Infinity);
  assert.equal(possibleHeight(element({ knowsIntrinsicSize: false }).video), Infinity);
});

test('one with a height shows that, and one with a width what the shape of the picture makes of it', () => {
  assert.equal(possibleHeight(element({ height: 400 }).video), 400);
  assert.equal(possibleHeight(element({ width: 640 }).video), 360);
  assert.equal(possibleHeight(element({ width: 200, height: 400 }).video), 400);
});

test('its style is afterwards what it was', () => {
  for (const style of [null, '', 'width: 50%']) {
    const { fake, video } = element({ style });
    possibleHeight(video);
    assert.equal(fake.attribute, style);
  }
});

test('an element is as large as its picture if one side is', () => {
  const { video } = element({});
  assert.equal(isAsLargeAsPicture(video, { width: 320.4, height: 90 }), true);
  assert.equal(isAsLargeAsPicture(video, { width: 300, height: 150 }), false);
});
