import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Outcome } from './call.ts';
import { night } from './company.ts';
import { type Answer, json, type Meddle, type Question } from './go-between.ts';
import { type Scene, stage } from './harness.ts';
import { callHosted } from './hosts.ts';
import { filesOf, textOf } from './locker.ts';

/** Credentials whose every secret is new, beside those that the stand-ins know. */
interface Planted {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** The stand-ins' own credentials, which work. */
function working(scene: Scene): Planted {
  const key = JSON.parse(scene.environment.GOOGLE_CREDENTIALS ?? '');
  const account = JSON.parse(scene.environment.ONEPASSWORD_CREDENTIALS ?? '');
  const serviceAccountToken = canary('ops_');
  return {
    environment: { ONEPASSWORD_CREDENTIALS: JSON.stringify({ ...account, serviceAccountToken }) },
    secrets: [
      ...linesOf(key.private_key),
      account.usersClientSecret,
      account.eventsToken,
      serviceAccountToken,
    ],
  };
}

/** Secrets that no provider accepts. */
function refused(scene: Scene): Planted {
  const [usersClientSecret, eventsToken] = [canary('secret/+='), canary('eyJ')];
  const account = { usersClientId: 'exhibit-users', usersClientSecret, eventsToken };
  const key = JSON.parse(scene.environment.GOOGLE_CREDENTIALS ?? '');
  const broken = canary('key-');
  return {
    environment: {
      GOOGLE_CREDENTIALS: JSON.stringify({ ...key, private_key: `-----BEGIN PRIVATE KEY-----\n${broken}\n` }),
      ONEPASSWORD_CREDENTIALS: JSON.stringify(account),
    },
    secrets: [usersClientSecret, eventsToken, broken],
  };
}

/** Text that should be JSON and is not: a parser's message would quote it. */
function garbled(): Planted {
  const [google, onepassword] = [canary('{"private_key": "'), canary('"eventsToken: ')];
  return {
    environment: { GOOGLE_CREDENTIALS: google, ONEPASSWORD_CREDENTIALS: onepassword },
    secrets: [google, onepassword],
  };
}

function canary(prefix: string): string {
  return `${prefix}CANARY${randomBytes(18).toString('hex')}`;
}

function linesOf(pem: string): string[] {
  return pem.split('\n').filter((line) => line.length > 16 && !line.startsWith('-----'));
}

/** Notes every token that is sent, so that it can be looked for. */
function listening(heard: Set<string>, then: (question: Question, right: Answer) => Answer): Meddle {
  return async (question, answer) => {
    const token = question.headers.authorization?.replace(/^\w+ /, '');
    if (token) heard.add(token);
    return then(question, await answer());
  };
}

/** What was sent, said back in every way that a server might think of. */
const echoes: readonly [how: string, (question: Question, right: Answer) => Answer][] = [
  ['in nothing', (_question, right) => right],
  [
    'in an error',
    (question) => json({ error: { code: 403, message: said(question), status: said(question) } }, 403),
  ],
  [
    'in an error of another form',
    (question) => json({ Error: { Message: said(question) }, message: said(question) }, 400),
  ],
  ['in a page of HTML', (question) => ({ status: 500, headers: {}, body: `<pre>${said(question)}</pre>` })],
  [
    'in a page that is no page',
    (question, right) =>
      json({
        asked: said(question),
        ...JSON.parse(right.body),
        users: {},
        results: {},
        items: {},
        policies: {},
      }),
  ],
  [
    'in headers and a redirect',
    (question) => ({
      status: 302,
      headers: {
        location: `https://login.example/?token=${encodeURIComponent(tokenOf(question))}`,
        'x-request-id': tokenOf(question),
      },
      body: '',
    }),
  ],
  [
    'in base64',
    (question) => json({ error: { message: Buffer.from(said(question)).toString('base64') } }, 403),
  ],
  [
    'in an address',
    (question) =>
      json({ error: { message: `GET /?access_token=${encodeURIComponent(tokenOf(question))} failed` } }, 404),
  ],
];

function tokenOf({ headers }: Question): string {
  return (headers.authorization ?? 'none').replace(/^\w+ /, '');
}

function said({ headers, body }: Question): string {
  return `You sent ${headers.authorization ?? ''} and ${body}`;
}

/** A secret in the forms in which it can be read again. */
function formsOf(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}

/** What lies behind base64, wherever in a group of four it begins. */
function decoded(text: string): string {
  const runs = text.match(/[\w+/-]{24,}/g) ?? [];
  return runs
    .flatMap((run) => [0, 1, 2, 3].map((at) => Buffer.from(run.slice(at), 'base64').toString('latin1')))
    .join('\n');
}

function expectNowhere(
  secrets: Iterable<string>,
  texts: readonly (readonly [where: string, text: string])[],
): void {
  const forms = [...secrets].filter((secret) => secret.length > 5).flatMap(formsOf);
  for (const [where, plain] of texts) {
    const text = `${plain}\n${decoded(plain)}`;
    for (const form of forms)
      if (text.includes(form)) throw new Error(`${where} holds a secret: …${around(text, form)}…`);
    // A signed assertion, and Google's tokens.
    expect([where, /eyJ[\w-]{10,}\.[\w-]{10,}\.|ya29\.\w/.exec(text)]).toEqual([where, null]);
  }
}

function around(text: string, form: string): string {
  const at = text.indexOf(form);
  return text.slice(Math.max(0, at - 120), at + 12);
}

const spoken = (name: string, { stdout, stderr }: Outcome) => [`${name}'s output`, stdout + stderr] as const;

/** Everything that was said and stored, by what it was. */
async function everythingOf(scene: Scene, planted: Planted): Promise<(readonly [string, string])[]> {
  const environment = planted.environment;
  const texts: (readonly [string, string])[] = [];
  const run = await scene.exhibit(['--debug', 'run', '--json', '--at', '2026-11-23T02:00:00Z'], {
    environment,
  });
  texts.push(spoken('run', run));
  for (const words of [['doctor'], ['--debug', 'doctor', '--json'], ['status'], ['drift'], ['verify']])
    texts.push(spoken(words.join(' '), await scene.exhibit(words, { environment })));
  const second = new Date(night.getTime() + 86_400_000);
  texts.push(spoken('the next run', await scene.run(second, [], { environment })));
  for (const path of filesOf(scene.locker)) texts.push([path, textOf(scene.locker, path)]);
  return texts;
}

async function expectSilence(
  options: Parameters<typeof stage>[0],
  plant: (scene: Scene) => Planted,
  heard = new Set<string>(),
) {
  await using scene = await stage({ ...options, call: callHosted });
  const planted = plant(scene);
  const texts = await everythingOf(scene, planted);
  expect(existsSync(scene.locker)).toBe(true);
  expect(texts.length).toBeGreaterThan(20);
  expectNowhere([...planted.secrets, ...heard], texts);
}

describe('No secret comes out when a provider says back what it was sent', () => {
  test.concurrent.each(echoes)('%s', async (_how, then) => {
    const heard = new Set<string>();
    const meddle = { google: listening(heard, then), onepassword: listening(heard, then) };
    await expectSilence({ meddle }, working, heard);
    // Google's token, both forms of 1Password's client, and its events token.
    expect(heard.size).toBeGreaterThanOrEqual(3);
  });

  test.concurrent('when asked for a token', async () => {
    const meddle = { google: echoToken, onepassword: echoToken };
    await expectSilence({ meddle }, working);
  });
});

/** The token addresses refuse, and quote what they were sent; Google's is asked directly, as its key says. */
const echoToken: Meddle = async (question, answer) =>
  question.path.endsWith('/token')
    ? json({ error: 'invalid_client', error_description: said(question) }, 401)
    : answer();

describe('No secret comes out of credentials', () => {
  test.concurrent('that the stand-ins refuse and quote', async () => {
    await using scene = await stage({ call: callHosted });
    for (const path of [
      '/token',
      '/v1beta1/users/oauth2/token',
      '/api/v2/auditevents',
      '/api/v2/signinattempts',
    ])
      for (const server of [scene.google, scene.onepassword]) server.misbehave({ path, do: 'echo-secret' });
    const planted = working(scene);
    expectNowhere(planted.secrets, await everythingOf(scene, planted));
  });
  test.concurrent('that are not accepted', () => expectSilence({}, refused));
  test.concurrent('that are not JSON', () => expectSilence({}, garbled));
});
