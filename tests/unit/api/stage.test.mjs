import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from '../../../web/meeting/stage/arrange.js';
import { fitOf, layout } from '../../../web/meeting/stage/layout.js';

/** @import { Mode, Rectangle } from '../../../web/meeting/stage/arrange.js' */

/** From a small phone to 4K. */
const WINDOWS = [[320, 400], [360, 480], [374, 670], [667, 280], [1256, 668], [1896, 940], [3800, 2000]];

/** @param {Rectangle} one @param {Rectangle} other */
function overlap(one, other) {
  return one.x < other.x + other.width && other.x < one.x + one.width &&
    one.y < other.y + other.height && other.y < one.y + one.height;
}

/** @param {(Rectangle | null)[]} places @param {number} width @param {number} height @param {string} which */
function expectInsideAndApart(places, width, height, which) {
  const shown = places.flatMap((place) => place ?? []);
  for (const [index, place] of shown.entries()) {
    assert.ok(place.x >= 0 && place.x + place.width <= width, `${which}: ${JSON.stringify(place)}`);
    assert.ok(place.y >= 0 && place.y + place.height <= height, `${which}: ${JSON.stringify(place)}`);
    for (const other of shown.slice(index + 1)) assert.ok(!overlap(place, other), which);
  }
}

test('tiles fit their area, from 1 to 16 people and from phone to wide screen', () => {
  for (const [width, height] of WINDOWS) {
    for (let count = 1; count <= 16; ++count) {
      const which = `${count} in ${width}x${height}`;
      const tile = layout(count, width, height, 10);
      assert.ok(tile.width * tile.columns + 10 * (tile.columns - 1) <= width, which);
      assert.ok(tile.columns * tile.rows >= count && tile.columns * (tile.rows - 1) < count, which);
      if (tile.height * tile.rows + 10 * (tile.rows - 1) > height) {
        // The stage scrolls rather than show stamps; only where there is really no room.
        assert.ok(width * height < count * 130 * 130, which);
        continue;
      }
      expectInsideAndApart(arrange('grid', count, { width, height, gap: 10 }).places, width, height, which);
    }
  }
});

test('a tile cuts off no more of a wide picture than its sides', () => {
  for (const [width, height] of WINDOWS) {
    for (let count = 1; count <= 12; ++count) {
      const tile = layout(count, width, height, 10);
      const aspect = tile.width / tile.height;
      assert.ok(aspect <= 16 / 9 + 0.02 && aspect >= 0.79, `${count} in ${width}x${height}: ${aspect}`);
    }
  }
});

test('the room is used well', () => {
  /** @type {[number, number, number, number][]} people, window, part of it that is to be covered */
  const expected = [[1, 1256, 668, 0.9], [2, 1256, 668, 0.65], [4, 1256, 668, 0.85], [6, 1256, 668, 0.8],
    [9, 1256, 668, 0.85], [12, 1256, 668, 0.8], [4, 374, 670, 0.65], [6, 374, 670, 0.8], [8, 374, 670, 0.8],
    [12, 1896, 940, 0.75]];
  for (const [count, width, height, least] of expected) {
    const tile = layout(count, width, height, 10);
    const covered = (count * tile.width * tile.height) / (width * height);
    assert.ok(covered >= least, `${count} in ${width}x${height}: ${covered.toFixed(2)}`);
  }
});

test('three on a wide screen are shown wide, two on a phone one over the other', () => {
  assert.equal(layout(3, 1256, 668, 10).columns, 2);
  assert.equal(layout(2, 374, 670, 10).columns, 1);
  assert.equal(layout(5, 374, 670, 10).columns, 2);
});

test('a large tile leaves the others a strip, and shows as many as there is room for', () => {
  for (const [width, height] of WINDOWS) {
    for (let count = 2; count <= 16; ++count) {
      const { places, more } = arrange('focus', count, { width, height, gap: 10 });
      const which = `${count} in ${width}x${height}`;
      assert.equal(places.length, count);
      expectInsideAndApart([...places, more], width, height, which);
      assert.equal(more !== null, places.includes(null), which);
      const [large, next] = places;
      assert.ok(large && next && large.width * large.height > 2 * next.width * next.height, which);
      assert.ok(large.width * large.height > 0.45 * width * height, which);
      assert.equal(fitOf(16 / 9, large.width / large.height), 'cover', which);
    }
  }
  const { places, more } = arrange('focus', 16, { width: 374, height: 670, gap: 10 });
  assert.ok(more && places.filter((place) => place === null).length > 10);
  assert.equal(arrange('focus', 16, { width: 320, height: 90, gap: 10 }).more, null, 'the one who fits is seen');
});

test('with two, one\'s own picture is small and in the corner of the other', () => {
  for (const [width, height] of WINDOWS) {
    const [other, self] = arrange('pair', 2, { width, height, gap: 10 }).places;
    assert.ok(other && self && self.width * self.height < 0.25 * other.width * other.height);
    assert.ok(self.x >= 0 && self.x + self.width <= width && self.y + self.height <= height);
  }
});

test('pictures fill their tiles unless that would cut off too much', () => {
  assert.equal(fitOf(16 / 9, 4 / 3), 'cover');
  assert.equal(fitOf(16 / 9, 4 / 5), 'cover');
  assert.equal(fitOf(4 / 3, 16 / 9), 'cover');
  assert.equal(fitOf(9 / 16, 16 / 9), 'contain');
  assert.equal(fitOf(3 / 4, 4 / 3), 'contain');
  assert.equal(fitOf(9 / 16, 4 / 5), 'contain');
});
