import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHAT_LIMITS } from '../../../web/meeting/chat/limits.js';
import { partsOf } from '../../../web/meeting/chat/links.js';

/** The links of a text, as they are written. @param {string} text */
const linksIn = (text) => partsOf(text).filter(({ href }) => href !== undefined).map((part) => part.text);

/** The hosts that are named beside the links of a text. @param {string} text */
const hostsIn = (text) => partsOf(text).flatMap(({ host }) => host ?? []);

test('addresses become links', () => {
  assert.deepEqual(partsOf('See https://example.org/a?b=1#c, please.'), [
    { text: 'See ' },
    { text: 'https://example.org/a?b=1#c', href: 'https://example.org/a?b=1#c' },
    { text: ', please.' },
  ]);
  assert.deepEqual(partsOf('(HTTP://Example.org)')[1], { text: 'HTTP://Example.org', href: 'http://example.org/' });
  assert.deepEqual(partsOf('write to ann@example.org')[1], { text: 'ann@example.org', href: 'mailto:ann@example.org' });
});

test('what belongs to an address stays in it, and what belongs to the sentence does not', () => {
  const rust = 'https://en.wikipedia.org/wiki/Rust_(programming_language)';
  const cube = "https://en.wikipedia.org/wiki/Rubik's_Cube";
  for (const [text, link] of [[rust, rust], [`(${rust})`, rust], [`${rust}, too`, rust], [`${cube}.`, cube],
    [`“${cube}”`, cube], ['见https://example.org/a。好', 'https://example.org/a'],
    ['见 https://example.org/a，b', 'https://example.org/a'], ['https://example.org/a…', 'https://example.org/a'],
    ['“https://example.org/a”', 'https://example.org/a'], ['（https://example.org/a）', 'https://example.org/a'],
    ['<https://example.org/a>', 'https://example.org/a'], ['https://localhost:3000/a!', 'https://localhost:3000/a']]) {
    assert.deepEqual(linksIn(text), [link], text);
  }
});

test('quotation marks around an address are no part of it', () => {
  const cube = "https://en.wikipedia.org/wiki/Rubik's_Cube";
  for (const [text, link] of [["'see http://example.org/a'", 'http://example.org/a'], [`'${cube}'`, cube], [`('${cube}')`, cube],
    [`'${cube}.'`, cube], [`'see ${cube}', he wrote`, cube], [`"${cube}"`, cube], [`\`${cube}\``, cube],
    ["'ann@example.org'", 'ann@example.org'], ["'o'hara@example.org'", "o'hara@example.org"],
    ["http://example.org/?q='a'&b=1", "http://example.org/?q='a'&b=1"]]) {
    assert.deepEqual(linksIn(text), [link], text);
    assert.equal(partsOf(text).map((part) => part.text).join(''), text);
  }
  assert.equal(partsOf(`'${cube}'`)[1].href, cube);
});

test('emoji after a host are no part of it, and no address cuts one in half', () => {
  for (const emoji of ['❤️', '❤', '1️⃣', '👍🏽', '👩‍💻', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍👍', '❤️🇩🇪1️⃣']) {
    assert.deepEqual(linksIn(`${emoji}https://example.org${emoji}!`), ['https://example.org'], emoji);
    assert.deepEqual(linksIn(`ann@example.org${emoji}`), ['ann@example.org'], emoji);
    for (const path of ['/', '/a', '?q=', '#']) {
      const address = `https://example.org${path}${emoji}`;
      assert.deepEqual(linksIn(`${address}, too`), [address]);
    }
  }
  assert.deepEqual(linksIn('https://i❤.example/'), ['https://i❤.example/']);
});

test('nothing else becomes a link', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', '//example.org', 'https://',
    'example.org', 'readme.md', 'file:///etc/passwd', 'tel:123', '<b>no</b>', 'https://exa mple', 'http://999.999.999.999/']) {
    const links = partsOf(text).filter(({ href }) => href !== undefined && !/^https:\/\/exa\/$/.test(href));
    assert.deepEqual(links, [], text);
    assert.equal(partsOf(text).map((part) => part.text).join(''), text);
  }
});

test('where the text hides the host, it is named', () => {
  assert.deepEqual(hostsIn('https://bank.example@evil.example/'), ['evil.example']);
  assert.deepEqual(hostsIn('https://bank.example:443@evil.example:8443/x'), ['evil.example:8443']);
  // The first letter is Cyrillic.
  assert.deepEqual(hostsIn('https://\u0440aypal.com/login'), ['xn--aypal-uye.com']);
  assert.deepEqual(hostsIn('http://2130706433/'), ['127.0.0.1']);
  assert.deepEqual(hostsIn('https://m\u00FCnchen.example/'), ['xn--mnchen-3ya.example']);
  for (const text of ['https://example.org', 'https://example.org:443/a', 'http://example.org:8080?x=1', 'HTTPS://EXAMPLE.org#x',
    'https://xn--mnchen-3ya.example/', 'http://[::1]:80/a', 'mailto:ann@example.org']) {
    assert.equal(linksIn(text).length, 1, text);
    assert.deepEqual(hostsIn(text), [], text);
  }
});

test('of very many addresses in one text only the first are links, and nothing of it is lost', () => {
  for (const one of ['http://a.b ', '你http://a.b']) {
    const text = one.repeat(300);
    assert.equal(linksIn(text).length, CHAT_LIMITS.links);
    assert.equal(partsOf(text).map((part) => part.text).join(''), text);
  }
});
