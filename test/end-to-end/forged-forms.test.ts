import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { thisCollector } from '../../lib/cli/collector.ts';
import { canonicalDocument } from '../../lib/evidence/canonical.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import type { SealPredicate } from '../../lib/seal/statement.ts';
import { type Besides, resealed } from '../package/verify/resealing.ts';
import { demoNights } from './demo-nights.ts';
import { callHosted } from './hosts.ts';

const folder = mkdtempSync(join(tmpdir(), 'exhibit-forms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let run: string;
let before: string;
let signer: Signer;

beforeAll(async () => {
  const configuration = await demoNights(folder, 3, thisCollector('schedule'));
  signer = await openKeyFile(configuration.signing.key.name, { create: false });
  writeFileSync(join(folder, 'trusted.pem'), signer.publicKey);
  [before = '', run = ''] = [2, 3].map((night) => `${nightTime(night).toISOString().slice(0, 19)}Z`);
});

interface Verdict {
  readonly ok: boolean;
  readonly problems: readonly { readonly kind: string; readonly path: string }[];
  readonly notices: readonly { readonly kind: string; readonly path: string }[];
}

async function judgedAgain(changes: Changes, besides: Besides): Promise<Verdict> {
  const forged = join(folder, 'forged');
  rmSync(forged, { recursive: true, force: true });
  cpSync(join(folder, 'evidence'), forged, { recursive: true });
  await resealed(forged, run, changes, signer, besides);
  const words = ['verify', 'forged', '--key', 'trusted.pem', '--rejudge', '--json'];
  const { status, stderr, stdout } = await callHosted(words, { cwd: folder, environment: {} });
  if (status === 2) throw new Error(stderr);
  return JSON.parse(stdout) as Verdict;
}

type Changes = Readonly<Record<string, (text: string) => string>>;
type Document = Readonly<Record<string, object>>;
interface Forgery {
  readonly changes?: Changes;
  readonly besides?: Besides;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const lying = (name: string, night = run): Buffer =>
  readFileSync(join(folder, 'evidence', runFolder(night), name));

/** A document that says something else. */
const saying = (name: string, change: (document: Document) => object): Forgery => ({
  changes: {
    [name]: (text) => {
      const document = JSON.parse(text) as Document;
      return canonicalDocument({ ...document, ...change(document) });
    },
  },
});

/** A document with a field twice, of which the last is the one that counts here. */
const twice = (name: string, field: string): Forgery => ({
  changes: { [name]: (text) => text.replace('{', `{${field},`) },
});

/** Answers that are kept in another form; the document names the file as it is now. */
function answers(dataset: string, change: (lines: string) => string): Forgery {
  return packedAnswers(dataset, (raw) => gzipSync(change(gunzipSync(raw).toString('utf8'))));
}

/** The same answers, packed in another way. */
function packedAnswers(dataset: string, change: (raw: Buffer) => Buffer): Forgery {
  const file = `${dataset}.raw.ndjson.gz`;
  const raw = change(lying(file));
  const named = { path: file.split('/')[1] ?? '', sha256: sha256(raw), bytes: raw.length };
  return { ...saying(`${dataset}.json`, () => ({ raw: named })), besides: { added: { [file]: raw } } };
}

/** The night before, once more: its answers, with its own times, and a plan that began then. */
function theNightBefore(): Forgery {
  const startedAt = JSON.parse(lying('plan.json', before).toString('utf8')).startedAt as string;
  const document = { ...(JSON.parse(lying('google/users.json', before).toString('utf8')) as object), run };
  const files = ['users.ndjson', 'users.raw.ndjson.gz'].map((name) => `google/${name}`);
  return {
    ...saying('plan.json', () => ({ startedAt: new Date(Date.parse(startedAt) - 600_000).toISOString() })),
    besides: {
      added: {
        ...Object.fromEntries(files.map((name) => [name, lying(name, before)])),
        'google/users.json': canonicalDocument(document),
      },
    },
  };
}

function standardTwice(): Forgery {
  const text = lying('standard.json').toString('utf8').replace('{', '{"organization":"Umbra",');
  return {
    ...saying('plan.json', () => ({ standard: { sha256: sha256(text) } })),
    besides: { added: { 'standard.json': text } },
  };
}

const claims = (said: object): Forgery => ({ besides: { said: said as Partial<SealPredicate> } });
const added = (files: Readonly<Record<string, string>>): Forgery => ({ besides: { added: files } });

function withMore(list: object = []): object[] {
  return (list as object[]).map((one) => ({ ...one, note: 'An auditor saw it' }));
}

/** Each in another file, so that all of them are looked for at once. */
const inDocuments: readonly (readonly [string, string, () => Forgery])[] = [
  [
    'a document says two things at once',
    'google/users',
    () => twice('google/users.json', '"completeness":"failed"'),
  ],
  [
    'a document spells a number otherwise',
    'slack/users',
    () => ({ changes: { 'slack/users.json': (text) => text.replace(/("records":\d+)/, '$1.0') } }),
  ],
  [
    'a document goes on behind its end',
    'github/members',
    () => ({ changes: { 'github/members.json': (text) => `${text} ` } }),
  ],
  [
    'a document says more of its answers',
    'zoom/members',
    () => saying('zoom/members.json', ({ raw }) => ({ raw: { ...raw, reviewedBy: 'An auditor' } })),
  ],
  [
    'a document says more of its requests',
    'npm/members',
    () => saying('npm/members.json', ({ requests }) => ({ requests: withMore(requests) })),
  ],
  [
    'a document says that its answers are longer',
    'sentry/members',
    () => saying('sentry/members.json', ({ raw }) => ({ raw: { ...raw, bytes: 9_999_999 } })),
  ],
  [
    'another version is said to have collected',
    'datadog/members',
    () =>
      saying('datadog/members.json', ({ collector }) => ({ collector: { ...collector, version: '9.9.9' } })),
  ],
  [
    'an answer says two things at once',
    'cloudflare/members',
    () =>
      answers('cloudflare/members', (lines) => lines.replace('{"answeredAt"', '{"status":500,"answeredAt"')),
  ],
  [
    'an answer says more than answers do',
    'bitwarden/members',
    () =>
      answers('bitwarden/members', (lines) =>
        lines.replace('"bodyEncoding"', '"note":"All is well","bodyEncoding"'),
      ),
  ],
  [
    'answers are packed with a comment',
    'atlassian/members',
    () =>
      packedAnswers('atlassian/members', (raw) => {
        const head = Buffer.from(raw.subarray(0, 10));
        head.writeUInt8(0x10, 3);
        return Buffer.concat([head, Buffer.from('All pass\0'), raw.subarray(10)]);
      }),
  ],
  [
    'something lies behind the packed answers',
    'aws',
    () => packedAnswers('aws/credential-report', (raw) => Buffer.concat([raw, Buffer.from('All pass')])),
  ],
  [
    'nothing is packed behind the answers once more',
    'dns/mail-records',
    () => packedAnswers('dns/mail-records', (raw) => Buffer.concat([raw, gzipSync('')])),
  ],
  [
    'a list that is whole tells of a problem',
    'google/groups',
    () => saying('google/groups.json', () => ({ problem: { code: 'interrupted', message: 'All is well' } })),
  ],
  ['the plan says more', 'plan.json', () => saying('plan.json', () => ({ approvedBy: 'An auditor' }))],
  [
    'findings say more of a word',
    'findings.json',
    () => saying('findings.json', ({ attestations }) => ({ attestations: withMore(attestations) })),
  ],
  ['the seal says more than seals do', 'SHA256SUMS', () => claims({ auditedBy: 'An auditor' })],
  [
    'verdicts lie there as if an attempt had left them',
    'findings.3.ndjson',
    () => added({ 'findings.3.ndjson': '{"verdict":"pass"}\n' }),
  ],
  [
    'records lie there of a dataset that nobody asked for',
    'google/bosses.2.ndjson',
    () => added({ 'google/bosses.2.ndjson': '{}\n' }),
  ],
];

const inStandard: readonly (readonly [string, string, () => Forgery])[] = [
  ['the standard says two things at once', 'standard.json', standardTwice],
  ['the plan says two things at once', 'plan.json', () => twice('plan.json', '"run":"2026-01-01T00:00:00Z"')],
];

/** The plan names the standard by its hash. */
function standardSaying(change: (controls: readonly Document[]) => readonly object[]): Forgery {
  const standard = JSON.parse(lying('standard.json').toString('utf8')) as Record<string, readonly Document[]>;
  const text = canonicalDocument({ ...standard, controls: change(standard.controls ?? []) });
  return {
    ...saying('plan.json', () => ({ standard: { sha256: sha256(text) } })),
    besides: { added: { 'standard.json': text } },
  };
}

const inControls: readonly (readonly [string, string, () => Forgery])[] = [
  [
    'a control is said to be of another version',
    'standard.json',
    () => standardSaying(([one, ...others]) => [{ ...one, version: 99 }, ...others]),
  ],
];

const replayed: readonly (readonly [string, string, () => Forgery])[] = [
  ['the answers are those of the night before', 'plan.json', theNightBefore],
];

test.each([
  ['forms and fields', inDocuments],
  ['the standard', inStandard],
  ['controls', inControls],
  ['answers of another night', replayed],
])('with the company’s own key, %s are forged: each is named', async (_, forgeries) => {
  const made = forgeries.map(([, , forge]) => forge());
  const { ok, problems } = await judgedAgain(Object.assign({}, ...made.map(({ changes }) => changes)), {
    added: Object.assign({}, ...made.map(({ besides }) => besides?.added)),
    said: Object.assign({}, ...made.map(({ besides }) => besides?.said)),
  });
  const named = new Set(problems.map(({ kind, path }) => `${kind} ${path}`));
  const unseen = forgeries.filter(([, file]) => !named.has(`rejudged ${runFolder(run)}/${file}`));
  expect([ok, unseen.map(([what]) => what)]).toEqual([false, []]);
});

interface Word {
  readonly path: string;
  readonly sha256: string;
  readonly files: readonly object[];
}

/** A word that was recorded is another one by now, and plan, standard and findings of the night name that. */
function otherWord(
  forged: string,
  { path, ...said }: Word,
  change: (word: Document) => object,
  nameOf = (hash: string): string => hash,
): Word {
  const word = JSON.parse(readFileSync(join(forged, path), 'utf8')) as Document;
  const changed = change(word);
  const text = canonicalDocument(changed);
  const hash = sha256(text);
  const name = path.replace(/[0-9a-f]{12}\.json$/, `${nameOf(hash).slice(0, 12)}.json`);
  writeFileSync(join(forged, name), text);
  return { ...said, ...changed, path: name, sha256: hash };
}

test('with the company’s own key, words of people are forged: each is named', async () => {
  const forged = join(folder, 'words');
  cpSync(join(folder, 'evidence'), forged, { recursive: true });
  const standard = JSON.parse(lying('standard.json').toString('utf8')) as { attestations: readonly Word[] };
  const [filed] = standard.attestations.filter(({ files }) => files.length > 0);
  const [more, renamed] = standard.attestations.filter(({ files }) => files.length === 0);
  if (!more || !renamed || !filed) throw new Error('There are words.');
  const others = new Map([
    [more.path, otherWord(forged, more, (word) => ({ ...word, auditedBy: 'An auditor' }))],
    [
      renamed.path,
      otherWord(
        forged,
        renamed,
        (word) => word,
        () => 'a'.repeat(12),
      ),
    ],
    [
      filed.path,
      otherWord(forged, filed, (word) => ({
        ...word,
        files: filed.files.map((file) => ({ ...file, bytes: 1 })),
      })),
    ],
  ]);
  expect(others.size).toBe(3);
  const text = canonicalDocument({
    ...standard,
    attestations: standard.attestations.map((word) => others.get(word.path) ?? word),
  });
  const findings = saying('findings.json', ({ attestations }) => ({
    attestations: (attestations as readonly Word[]).map((word) => {
      const { path, sha256: hash } = others.get(word.path) ?? word;
      return { ...word, path, sha256: hash };
    }),
  }));
  const plan = saying('plan.json', () => ({ standard: { sha256: sha256(text) } }));
  await resealed(forged, run, { ...findings.changes, ...plan.changes }, signer, {
    added: { 'standard.json': text },
  });
  const words = ['verify', 'words', '--key', 'trusted.pem', '--rejudge', '--json'];
  const { stdout } = await callHosted(words, { cwd: folder, environment: {} });
  const { problems } = JSON.parse(stdout) as { problems: readonly { path: string; message: string }[] };
  const said = problems.filter(({ path }) => path === `${runFolder(run)}/findings.json`);
  for (const why of ['a field that no attestation has', 'name does not end', 'has 1 bytes'])
    expect(said).toContainEqual(expect.objectContaining({ message: expect.stringContaining(why) }));
});

test('what looks like the rest of an attempt that was cut off is told, for nothing tells what it holds', async () => {
  const { notices, ok } = await judgedAgain({}, { added: { 'findings.2.ndjson': 'All pass\n' } });
  expect([ok, notices.map(({ kind, path }) => `${kind} ${path}`)]).toEqual([
    true,
    [`left-over ${runFolder(run)}/findings.2.ndjson`],
  ]);
});
