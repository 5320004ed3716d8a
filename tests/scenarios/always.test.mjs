// Proves that what holds for every answer is really looked at: pages that could run something, answers that let the
// browser guess, acts that are taken from elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrong_in_any, wrong_in_forged, wrong_in_json } from './always.mjs';
import { read_page, shows, what_could_run } from './page.mjs';

const answer = (body, headers = {}, status = 200) => {
  const all = { 'Content-Type': 'text/html; charset=utf-8', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'", ...headers };
  return { status, body, headers: { get: (name) => all[name] } };
};

test('a page is read as a browser reads it', () => {
  const { tags, words } = read_page('<!doctype html><p class="a b" hidden>1 &lt; 2<!-- <i> --></p><input value=\'&quot;&gt;\' x=y>');
  assert.deepEqual(tags, [
    { name: 'p', attributes: [['class', 'a b'], ['hidden', '']] },
    { name: 'input', attributes: [['value', '">'], ['x', 'y']] },
  ]);
  assert.deepEqual(words.filter(Boolean), ['1 < 2']);
});

test('words are shown between tags and in fields, and not when they became markup', () => {
  const words = '"><img src=x onerror=alert(1)>';
  assert.ok(shows('<p>&quot;&gt;&lt;img src=x onerror=alert(1)&gt;</p>', words));
  assert.ok(shows('<input value="&#34;&#x3e;&lt;img src=x onerror=alert(1)&gt;">', words));
  assert.ok(!shows(`<input value="${words}">`, words));
  assert.ok(!shows('<p>&amp;quot;&gt;&lt;img src=x onerror=alert(1)&gt;</p>', words));
});

test('nothing is found in a page of our own', () => {
  assert.deepEqual(what_could_run('<!doctype html><script type="module" src="/assets/a.js"></script><a href="/x?a=1&amp;b=2">y</a>'
    + '<a href="https://x.example" rel="nofollow">z</a><textarea>&lt;script&gt;</textarea><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'), []);
});

test('whatever could run is found', () => {
  for (const [page, found] of [
    ['<script>alert(1)</script>', '<script> that is not ours'], ['<script src="//x.example/a.js">', '<script> that is not ours'],
    ['<img src=x onerror=alert(1)>', '<img onerror>'], ['<svg/onload=a()>', 'not understood: <svg/onload=a()>'],
    ['<p title=""><svg onload=a(1)>">', '<svg onload>'], ['<a href=" java\tscript:alert(1)">', '<a href=" java\tscript:alert(1)">'],
    ['<form action="data:text/html,x">', '<form action="data:text/html,x">'], ['<a href="java&#115;cript:x">', '<a href="javascript:x">'],
    ['<iframe src="/x">', '<iframe>'], ['<base href="/">', '<base>'], ['<p style="x">', '<p style>'],
    ['<meta http-equiv="refresh">', '<meta http-equiv>'], ['<img src="x"onerror=y>', 'not understood: <img src="x"onerror=y>'],
  ]) assert.deepEqual(what_could_run(page), [found], page);
});

test('every answer says what it is, and a page has its policy', () => {
  assert.deepEqual(wrong_in_any(answer('<p>x</p>')), []);
  for (const headers of [{ 'X-Content-Type-Options': undefined }, { 'Content-Type': undefined }, { 'Content-Security-Policy': undefined },
    { 'Content-Security-Policy': "default-src 'none'; script-src 'unsafe-inline'" }]) {
    assert.equal(wrong_in_any(answer('<p>x</p>', headers)).length, 1, JSON.stringify(headers));
  }
  assert.equal(wrong_in_any(answer('<script>x</script>')).length, 1);
  assert.deepEqual(wrong_in_json(answer('{}', { 'Content-Type': 'application/json' })), []);
  assert.equal(wrong_in_json(answer('{}', { 'Content-Type': 'text/html' })).length, 1);
  assert.equal(wrong_in_json(answer('{}', { 'Content-Type': 'application/json' }, 422)).length, 1);
});

test('an act that is taken from elsewhere or without its token is told', async () => {
  const careful = async (headers, with_token) => ({ status: headers.length || !with_token ? 403 : 303 });
  const careless = async () => ({ status: 303 });
  assert.deepEqual(await wrong_in_forged(careful, true), []);
  assert.equal((await wrong_in_forged(careless, true)).length, 2);
  assert.equal((await wrong_in_forged(careless, false)).length, 1);
});
