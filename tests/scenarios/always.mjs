// What holds for every answer of every scenario, so that no scenario needs to say it.
import { what_could_run } from './page.mjs';

const is_html = (type) => type.startsWith('text/html');

// Answers what is wrong with an answer whatever was asked: [sentence, …].
export function wrong_in_any({ status, headers, body }) {
  const wrong = [];
  const type = headers.get('Content-Type') ?? '';
  if (headers.get('X-Content-Type-Options') !== 'nosniff') wrong.push('lets the browser guess what it is: no X-Content-Type-Options');
  if (body && status !== 304 && !type) wrong.push('does not say what it is: no Content-Type');
  if (!is_html(type)) return wrong;
  const policy = headers.get('Content-Security-Policy') ?? '';
  if (!policy.includes("default-src 'none'") || policy.includes('unsafe')) wrong.push(`a page with this policy: ${policy}`);
  for (const found of what_could_run(body)) wrong.push(`something that runs is in the page: ${found}`);
  return wrong;
}

// What a program asked for is JSON and says so.
export function wrong_in_json({ status, headers }) {
  const type = headers.get('Content-Type') ?? '';
  const wanted = status < 400 ? /^application\/json\b/ : /^application\/problem\+json\b/;
  return status === 303 || wanted.test(type) ? [] : [`as JSON came as ${type || 'nothing'}`];
}

const elsewhere = ['Origin', 'http://elsewhere.example'];

// An act that will be taken is first tried as a page of another site would send it, and without the token that only our
// own pages know. Both must be refused; that they changed nothing is told by the act itself, which comes next.
// send(more_headers, with_token) -> the answer.
export async function wrong_in_forged(send, has_session) {
  const wrong = [];
  const from_elsewhere = await send([elsewhere], true);
  if (from_elsewhere.status !== 403) wrong.push(`from a page of another site answered ${from_elsewhere.status}, not 403`);
  if (!has_session) return wrong;
  const without_token = await send([], false);
  if (without_token.status !== 403) wrong.push(`without its token answered ${without_token.status}, not 403`);
  return wrong;
}
