import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from '../../../web/meeting/stage/arrange.js';
import { fitOf, layout, shapedIn } from '../../../web/meeting/stage/layout.js';
import { Seating } from '../../../web/meeting/stage/seating.js';

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

/** @param {Rectangle} place @param {Rectangle} view that it is in */
const onStage = (place, view) => ({ ...place, x: place.x + view.x, y: place.y + view.y });

test('tiles fit their area, from 1 to 50 people and from phone to wide screen, on pages where they would be too small', () => {
  for (const [width, height] of WINDOWS) {
    for (let count = 1; count <= 50; ++count) {
      const which = `${count} in ${width}x${height}`;
      const { view, places, paging } = arrange('grid', count, { width, height, gap: 10 });
      assert.equal(places.length, count, which);
      assert.ok(places.every((place) => place.width === places[0].width && place.height === places[0].height), which);
      const { size = count, step = 0, bar = null, place = null } = paging ?? {};
      for (let first = 0; first < count; first += size) {
        const page = places.slice(first, first + size)
          .map((place) => onStage({ ...place, x: place.x - (first / size) * step }, view));
        expectInsideAndApart(place === 'row' ? [...page, bar] : page, width, height, which);
      }
      if (count > 1) assert.ok(places[0].width >= 112 && places[0].height >= 100, `${which}: ${JSON.stringify(places[0])}`);
      if (place === 'around') assert.ok(view.x >= 44 && view.x + view.width <= width - 44, which);
    }
  }
});

test('so many are seen at once', () => {
  /** @type {[number, number, number][]} the stage of a window, and the people on its first page of 50 */
  const expected = [[1256, 660, 30], [1896, 940, 50], [374, 686, 8], [820, 280, 8], [304, 390, 4]];
  for (const [width, height, most] of expected) {
    const { paging } = arrange('grid', 50, { width, height, gap: 10 });
    assert.equal(paging?.size ?? 50, most, `${width}x${height}`);
  }
});

test('no more on a page than there are pictures for', () => {
  const { paging } = arrange('grid', 50, { width: 1896, height: 940, gap: 10, most: 17 });
  assert.equal(paging?.size, 17);
  assert.equal(arrange('grid', 17, { width: 1896, height: 940, gap: 10, most: 17 }).paging, null);
  assert.equal(arrange('grid', 50, { width: 374, height: 686, gap: 10, most: 17 }).paging?.size, 8);
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

test('a large tile leaves the others a strip, which scrolls where there is no room for all of them', () => {
  for (const [width, height] of WINDOWS) {
    for (let count = 2; count <= 50; ++count) {
      const { view, places, paging } = arrange('focus', count, { width, height, gap: 10 });
      const which = `${count} in ${width}x${height}`;
      assert.equal(places.length, count);
      const [large, ...others] = places;
      const size = paging?.size ?? others.length;
      const seen = others.slice(0, size).map((place) => onStage(place, view));
      expectInsideAndApart([large, ...seen, paging?.bar ?? null], width, height, which);
      assert.equal(paging !== null, size < others.length, which);
      const [next] = others;
      assert.ok(large.width * large.height > 2 * next.width * next.height, which);
      assert.ok(large.width * large.height > 0.4 * width * height, which);
      assert.equal(fitOf(16 / 9, large.width / large.height), 'cover', which);
    }
  }
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

/** Ten people, four of them on the first page. */
function seated() {
  const seating = new Seating();
  for (const id of 'abcdefghij') seating.add(id);
  return { seating, first: () => seating.order.slice(0, 4) };
}

/** @param {Seating} seating */
const orderOf = (seating) => seating.order.join('');

test('who speaks takes the place of who was active least recently, and nobody else moves', () => {
  const { seating, first } = seated();
  for (const id of ['d', 'b', 'c']) seating.noteActive(id);
  assert.equal(seating.bring('b', first(), new Set(['a'])), false);
  seating.noteActive('h');
  assert.equal(seating.bring('h', first(), new Set(['a'])), true);
  assert.equal(orderOf(seating), 'abchefgdij');
  // Among those who never were, the last one goes.
  const fresh = seated();
  fresh.seating.bring('j', fresh.first(), new Set(['a', 'd']));
  assert.equal(orderOf(fresh.seating), 'abjdefghic');
});

test('whoever is pointed at stays, and if all are, nobody moves', () => {
  const { seating, first } = seated();
  assert.equal(seating.bring('h', first(), new Set(['a', 'b', 'c', 'd'])), false);
  assert.equal(orderOf(seating), 'abcdefghij');
});

test('a raised hand keeps its place, but not from whoever speaks when all have raised one', () => {
  const { seating, first } = seated();
  seating.raise('d', true);
  seating.bring('h', first(), new Set(['a']));
  assert.equal(orderOf(seating), 'abhdefgcij');
  for (const id of 'abhi') seating.raise(id, true);
  assert.deepEqual(seating.raised, ['d', 'a', 'b', 'h', 'i']);
  assert.equal(seating.bring('i', first(), new Set()), false, 'no room for one more hand');
  assert.equal(seating.bring('j', first(), new Set(['a'])), true);
  assert.equal(orderOf(seating), 'abhjefgcid');
});

test('with pages, the last one takes the place of who leaves; without, all move up', () => {
  const { seating } = seated();
  seating.remove('b', true);
  assert.equal(orderOf(seating), 'ajcdefghi');
  seating.remove('i', true);
  seating.remove('c', false);
  assert.equal(orderOf(seating), 'ajdefgh');
});

test('a slide takes its own shape, in the middle of its place', () => {
  assert.deepEqual(shapedIn({ x: 10, y: 20, width: 1600, height: 600 }, 4 / 3), { x: 410, y: 20, width: 800, height: 600 });
  assert.deepEqual(shapedIn({ x: 0, y: 0, width: 400, height: 800 }, 2), { x: 0, y: 300, width: 400, height: 200 });
  assert.deepEqual(shapedIn({ x: 5, y: 5, width: 160, height: 90 }, 16 / 9), { x: 5, y: 5, width: 160, height: 90 });
});
