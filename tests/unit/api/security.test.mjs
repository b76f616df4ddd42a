import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DescriptionSeal, fingerprintsIn } from '../../../client-wasm/platform/description_seal.js';
import { linkKeyIn, newLinkKey, withLinkKey } from '../../../web/common/link_key.js';
import { codeOf, commitmentTo, newNonce } from '../../../web/meeting/security/compare_code.js';
import { meetingSecurity } from '../../../web/meeting/security/meeting_security.js';
import { addressToShare } from '../../../web/meeting/share/address.js';

const SDP = 'v=0\r\na=fingerprint:sha-256 AA:01\r\nm=audio\r\na=fingerprint:sha-256 BB:02\r\n';
const ABOUT = { from: 'PA1', to: 'PA2', epoch: 1 };

test('a seal is about the fingerprints, the pair and the connection, and needs the secret', async () => {
  const seal = new DescriptionSeal('a secret of some length');
  const made = await seal.of(SDP, ABOUT);
  assert.match(made, /^[\w-]{43}$/);
  assert.deepEqual(fingerprintsIn(SDP), ['sha-256 AA:01', 'sha-256 BB:02']);
  assert.ok(await seal.fits(made, SDP, ABOUT));
  assert.ok(await seal.fits(made, SDP.replaceAll('\r\n', '\n').replace('m=audio', 'm=video'), ABOUT), 'the rest is not');
  for (const [sdp, about] of /** @type {const} */ ([
    [SDP.replace('AA', 'AB'), ABOUT],
    [`${SDP}a=fingerprint:sha-256 CC:03\r\n`, ABOUT],
    [SDP.replace('a=fingerprint:sha-256 BB:02\r\n', ''), ABOUT],
    [SDP, { ...ABOUT, from: 'PA2', to: 'PA1' }],
    [SDP, { ...ABOUT, to: 'PA3' }],
    [SDP, { ...ABOUT, epoch: 2 }],
  ])) {
    assert.ok(!(await seal.fits(made, sdp, about)));
  }
  assert.ok(!(await new DescriptionSeal('another secret of it').fits(made, SDP, ABOUT)));
  for (const wrong of ['', 'x', '!', made.slice(1)]) assert.ok(!(await seal.fits(wrong, SDP, ABOUT)));
});

test('a link keeps its key, and nothing else that is no key', () => {
  const key = newLinkKey();
  assert.match(key, /^[\w-]{22}$/);
  assert.notEqual(newLinkKey(), key);
  const link = withLinkKey('https://meet.example.org/room/standup', key);
  assert.equal(linkKeyIn(new URL(link)), key);
  assert.equal(addressToShare(new URL(link.replace('#', '?lang=de#token=secret&'))), link);
  assert.equal(withLinkKey('https://meet.example.org/', ''), 'https://meet.example.org/');
  for (const hash of ['', '#', '#key=', '#key=short', '#key=with space in it 123', `#key=${'x'.repeat(257)}`]) {
    assert.equal(linkKeyIn(new URL(`https://meet.example.org/room/a${hash}`)), '', hash);
  }
});

test('a code is the same on both sides, and another with anybody in between', async () => {
  const ann = { sid: 'PA1', fingerprints: ['sha-256 AA'], nonce: newNonce() };
  const ben = { sid: 'PA2', fingerprints: ['sha-256 BB'], nonce: newNonce() };
  const code = await codeOf(ann, ben);
  assert.equal(await codeOf(ben, ann), code);
  for (const other of [{ ...ben, fingerprints: ['sha-256 CC'] }, { ...ben, nonce: newNonce() }, { ...ben, sid: 'PA3' }]) {
    assert.notEqual(await codeOf(ann, other), code);
  }
  assert.notEqual(await commitmentTo(ann.nonce), await commitmentTo(ben.nonce));
});

test('one who is not verified, or not who they seem, decides about the whole', () => {
  const of = (/** @type {string[]} */ ...all) => meetingSecurity(all.map((verification) => ({ verification })));
  assert.equal(of(), 'alone');
  assert.equal(of('verified', 'verified'), 'verified');
  assert.equal(of('verified', 'unverified'), 'some');
  assert.equal(of('unverified'), 'unverified');
  assert.equal(of('verified', 'forged', 'unverified'), 'forged');
});
