// What /openapi.json promises: which route a request is, whether a JSON answer fits, and which cases were never tried.
import { createRequire } from 'node:module';

const Ajv2020 = createRequire(new URL('../../web/package.json', import.meta.url))('ajv/dist/2020').default;

export class Promises {
  constructor(document) {
    // One schema for all, so that references resolve.
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    this.ajv.addSchema(document, 'api');
    this.checks = new Map();
    this.routes = Object.entries(document.paths).flatMap(([pattern, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        method: method.toUpperCase(), pattern, operation, seen: new Set(), excused: new Set(), hostile: new Set(), regex: regex_of(pattern),
      })));
  }

  // The route of a request: of several that fit, the one with the most literal text.
  find(method, target) {
    const path = target.replace(/[?#].*$/, '').replace(/(?<=.)\.json$/, '');
    const literal = (pattern) => pattern.replace(/\{[^}]*\}/g, '').length;
    const wanted = method === 'HEAD' ? 'GET' : method;
    const fits = (candidate) => this.routes.filter((route) => route.method === wanted && route.regex.test(candidate));
    const found = [...fits(target.replace(/[?#].*$/, '')), ...fits(path)];
    return found.sort((left, right) => literal(right.pattern) - literal(left.pattern))[0];
  }

  // Whether a route answers programs in JSON; refusals are always JSON.
  is_json(route, status) {
    return status >= 400 || Boolean(route.operation.responses['200']?.content?.['application/json']);
  }

  // Answers what is wrong with a JSON answer, or null.
  validate(route, status, body) {
    const operation = `#/paths/${route.pattern.replaceAll('~', '~0').replaceAll('/', '~1')}/${route.method.toLowerCase()}`;
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    const answer = route.operation.responses[status < 400 ? '200' : 'default'];
    if (!answer?.content?.[type]) return null;
    const pointer = `api${encodeURI(operation)}/responses/${status < 400 ? '200' : 'default'}/content/${type.replace('/', '~1')}/schema`;
    const check = this.check_of(pointer.replaceAll('{', '%7B').replaceAll('}', '%7D'));
    let value;
    try {
      value = JSON.parse(body);
    } catch {
      return `not JSON: ${body.slice(0, 200)}`;
    }
    return check(value) ? null : `does not fit /openapi.json: ${this.ajv.errorsText(check.errors)}`;
  }

  // Compiled once: the same routes are asked hundreds of times.
  check_of(pointer) {
    if (!this.checks.has(pointer)) this.checks.set(pointer, this.ajv.compile({ $ref: pointer }));
    return this.checks.get(pointer);
  }

  // Which of "success", "not permitted" and "bad input" every route still owes, and in which of its fields for words nobody
  // ever put hostile ones: ["GET /x: success", "GET /x: hostile q", …].
  owed() {
    return this.routes.flatMap((route) => [
      ...cases_of(route.operation).filter((name) => !route.seen.has(name) && !route.excused.has(name)),
      ...word_fields(route.operation).filter((name) => !route.hostile.has(name)).map((name) => `hostile ${name}`),
    ].map((name) => `${route.method} ${route.pattern}: ${name}`)).sort();
  }

  note_hostile(route, fields) {
    for (const field of fields) route.hostile.add(field);
  }

  // location: where a browser is sent, which for a page it may not see is the door.
  note(route, status, location) {
    const sent_to_door = route.method === 'GET' && status === 303 && /^\/sign-in\b/.test(location ?? '');
    if (status === 401 || status === 403 || sent_to_door) route.seen.add('not permitted');
    else if (status < 400) route.seen.add('success');
    else if ([400, 409, 413, 415, 422].includes(status)) route.seen.add('bad input');
  }
}

const form_of = (operation) => Object.values(operation.requestBody?.content ?? {})[0]?.schema?.properties ?? {};

function cases_of(operation) {
  return ['success', ...(operation['x-access'] === 'visitor' ? [] : ['not permitted']),
    ...(Object.keys(form_of(operation)).length ? ['bad input'] : [])];
}

// The fields of a form or a query that may hold any words. A password is never shown to anybody.
function word_fields(operation) {
  const form = Object.entries(form_of(operation));
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name, schema }) => [name, schema]);
  return [...form, ...query].filter(([name, schema]) => is_words(schema) && !name.includes('password')).map(([name]) => name);
}

const is_words = (schema) => schema.type === 'string' && !schema.enum && !schema.pattern && !schema.format;

function regex_of(pattern) {
  const source = pattern.replace(/[.+*?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\.\.\.\}/g, '.*').replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${source}$`);
}
