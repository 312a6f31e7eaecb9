import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { closed } from './closed.ts';

const root = join(import.meta.dirname, '../../..');

// biome-ignore lint/suspicious/noExplicitAny: a description of 13 MB, of which a few places are read
type Json = any;

/** GitHub's own description of its API. */
export interface Description {
  readonly operations: readonly Operation[];
  /** All that is wrong with a value that is to answer an operation; empty when nothing is. */
  faults(operation: Operation, status: string, value: unknown): readonly string[];
  /** What an answer to a path has that is not described, wherever it is, or that is of another type. Null fits anything. */
  strangers(path: string, status: string, value: unknown): readonly string[];
}

export interface Operation {
  readonly id: string;
  readonly path: RegExp;
  readonly parameters: readonly { name: string; in: string; required?: boolean; schema: Json }[];
  /** The answers that the description gives as examples, by their names. */
  readonly examples: Readonly<Record<string, unknown>>;
  readonly schemas: Readonly<Record<string, string>>;
}

/** Reads it; null, with a line that says why, where it cannot be had. In CI it has to be. */
export function readDescription(): Description | null {
  const script = join(root, 'scripts', 'vendor-description.mjs');
  const found = spawnSync(process.execPath, [script, 'github'], { encoding: 'utf8' });
  if (found.status === 0) return describeApi(JSON.parse(readFileSync(found.stdout.trim(), 'utf8')));
  if (process.env.CI) throw new Error(found.stderr);
  process.stderr.write(`${found.stderr.trim()} The tests that need it are skipped.\n`);
  return null;
}

function describeApi(spec: Json): Description {
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    allErrors: true,
    validateFormats: false,
    logger: false,
  });
  ajv.addSchema(spec, 'github');
  const resolve = (value: Json): Json =>
    value?.$ref
      ? value.$ref
          .slice(2)
          .split('/')
          .reduce((at: Json, key: string) => at[key], spec)
      : value;
  const operations = Object.entries<Json>(spec.paths).flatMap(([template, { get }]) =>
    get ? [operationOf(template, get, resolve)] : [],
  );
  const closedAjv = new Ajv({
    strict: false,
    validateSchema: false,
    allErrors: true,
    validateFormats: false,
    logger: false,
  });
  let closedAlready = false;
  return {
    operations,
    strangers(path, status, value) {
      if (!closedAlready) closedAjv.addSchema(closed(spec) as Json, 'github');
      closedAlready = true;
      const schema = status.startsWith('2')
        ? mostExact(operations, path.replace('/organizations/', '/orgs/'))?.schemas[status]
        : '/components/schemas/basic-error';
      if (schema === undefined) return [`${path} has no answer with ${status}`];
      const check = closedAjv.compile({ $ref: `github#${schema}` });
      check(value);
      return (check.errors ?? []).map(({ instancePath, message, params }) =>
        `${instancePath} ${message} ${params.additionalProperty ?? ''}`.trim(),
      );
    },
    faults(operation, status, value) {
      const schema = operation.schemas[status];
      if (schema === undefined) return [`${operation.id} has no answer with ${status}`];
      const check = ajv.getSchema(`github#${schema}`) ?? ajv.compile({ $ref: `github#${schema}` });
      check(value);
      return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    },
  };
}

function operationOf(template: string, get: Json, resolve: (value: Json) => Json): Operation {
  const parameters = (get.parameters ?? []).map(resolve);
  const many = parameters.filter((one: Json) => one['x-multi-segment']).map(({ name }: Json) => name);
  const pattern = template.replace(/\{([^}]+)\}/g, (_, name) => (many.includes(name) ? '(.+)' : '([^/]+)'));
  const json = get.responses['200'] ? resolve(get.responses['200']).content?.['application/json'] : undefined;
  const examples = Object.entries(json?.examples ?? {}).map(([name, one]) => [name, resolve(one).value]);
  const place = `/paths/${template.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/get/responses`;
  return {
    id: get.operationId,
    path: new RegExp(`^${pattern}$`),
    parameters,
    examples: Object.fromEntries(examples),
    schemas: json ? { 200: `${place}/200/content/application~1json/schema` } : {},
  };
}

/** What answers a question: a value with status 200, or a refusal. */
export type Answer = { readonly value: unknown } | { readonly status: number; readonly message: string };

export interface Described {
  readonly url: string;
  /** What the provider asked that the description does not know, or forbids. */
  readonly violations: readonly string[];
  /** Operations in the order asked. */
  readonly asked: readonly string[];
}

const servers: Server[] = [];

/** For `afterEach`. */
export function stopDescribed(): void {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
}

/** Serves the description: its own examples, unless `answer` says otherwise. */
export async function serve(
  { operations }: Description,
  answer: (operation: string, query: URLSearchParams) => Answer | undefined = () => undefined,
): Promise<Described> {
  const violations: string[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const operation = mostExact(operations, pathname);
    const send = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
        .end(JSON.stringify(body));
    if (!operation) {
      violations.push(`${request.method} ${pathname} is not described`);
      send(404, { message: 'Not Found' });
      return;
    }
    asked.push(operation.id);
    violations.push(...violationsOf(operation, request, searchParams));
    const given = answer(operation.id, searchParams) ?? { value: Object.values(operation.examples)[0] };
    if ('value' in given) send(200, given.value);
    else send(given.status, { message: given.message, documentation_url: '', status: String(given.status) });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, violations, asked };
}

/** `/orgs/{org}/members` rather than one with more blanks. */
function mostExact(operations: readonly Operation[], path: string): Operation | undefined {
  const blanks = ({ path: pattern }: Operation) => pattern.source.split('(').length;
  return operations.filter((one) => one.path.test(path)).sort((a, b) => blanks(a) - blanks(b))[0];
}

function violationsOf(operation: Operation, request: IncomingMessage, query: URLSearchParams): string[] {
  const ajv = new Ajv({ strict: false, coerceTypes: true });
  const { headers, method } = request;
  const inQuery = operation.parameters.filter((one) => one.in === 'query');
  const unknown = [...query.keys()].filter((name) => !inQuery.some((one) => one.name === name));
  const wrong = inQuery.filter(
    ({ name, schema }) => query.has(name) && !ajv.validate(schema, query.get(name)),
  );
  const missing = inQuery.filter(({ name, required }) => required && !query.has(name));
  return [
    ...(method === 'GET' ? [] : [`${operation.id}: ${method}`]),
    ...unknown.map((name) => `${operation.id}: ${name} is no parameter`),
    ...wrong.map(({ name }) => `${operation.id}: ${name}=${query.get(name)} is not allowed`),
    ...missing.map(({ name }) => `${operation.id}: ${name} is missing`),
    ...(Number(query.get('per_page') ?? 1) > 100 ? [`${operation.id}: more than 100 on a page`] : []),
    ...(/^\d{4}-\d\d-\d\d$/.test(String(headers['x-github-api-version']))
      ? []
      : [`${operation.id}: no version`]),
    ...(headers.accept?.includes('application/vnd.github+json') ? [] : [`${operation.id}: no media type`]),
    ...(headers['user-agent'] ? [] : [`${operation.id}: no user agent`]),
    ...(/^Bearer \S+$/.test(headers.authorization ?? '') ? [] : [`${operation.id}: no token`]),
  ];
}
