import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prune } from '../../../tools/web-prune.mjs';

test('rules stay for classes that the pages have, and for none', () => {
  const used = new Set(['btn', 'lead']);
  const cases = [
    ['.btn{a:b}.card{a:b}', '.btn{a:b}'],
    ['.card,.btn:hover,a{a:b}', '.btn:hover,a{a:b}'],
    ['.btn.card{a:b}.btn:not(.card){a:b}', '.btn:not(.card){a:b}'],
    ['@media (x){.card{a:b}}@media (y){.lead{a:b}.card{a:b}}', '@media (y){.lead{a:b}}'],
    ['@keyframes k{0%{a:b}}', '@keyframes k{0%{a:b}}'],
    ['/* } */.lead{a:url("data:x;{")}', '.lead{a:url("data:x;{")}'],
  ];
  for (const [before, after] of cases) assert.equal(prune(before, used), after);
});
