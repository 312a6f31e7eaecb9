import { afterEach, describe, expect, test } from '@jest/globals';
import type { GitHubCommit, GitHubWorld } from '../../../../demo/stand-ins/github/world.ts';
import type { GitHubPolicyDocument } from '../../../../lib/evidence/datasets/github.ts';
import { collector as github } from '../../../../lib/providers/github/collect/index.ts';
import { memorySession } from '../../session.ts';
import { secure } from '../acme.ts';
import { closeAll, codes, collect, type Given } from '../collecting.ts';

afterEach(closeAll);

const path = 'policies/access.md';
const text = '---\nowner: ana@acme.example\n---\n# Access\n';
const written: GitHubCommit = { date: '2026-02-01T10:00:00Z', files: { [path]: text } };
const wanted = { repository: 'handbook', path, branch: null };

function worldOf(commits: readonly GitHubCommit[]): GitHubWorld {
  return { ...secure, repositories: [{ name: 'handbook', commits }] };
}

async function look(commits: readonly GitHubCommit[], given: Given = {}) {
  const collected = await collect(worldOf(commits), { policies: [wanted], ...given });
  return { ...collected, documents: collected.memory.of('policy-documents') };
}

describe('policy documents of GitHub', () => {
  test('are no dataset where none is listed', async () => {
    const { memory, server } = await collect(worldOf([written]));
    expect(() => memory.of('policy-documents')).toThrow('was not collected');
    expect(server.requests.filter(({ path: asked }) => asked.startsWith('/repos/'))).toEqual([]);
  });

  test('come with their owner and the last commit that changed them', async () => {
    const other = { date: '2026-03-01T10:00:00Z', files: { 'README.md': 'x' } };
    const { documents } = await look([written, other]);
    expect(documents.problems).toEqual([]);
    expect(documents.rows).toEqual([
      {
        blank: false,
        blob: expect.stringMatching(/^[0-9a-f]{40}$/),
        branch: null,
        changedAt: written.date,
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
        owner: 'ana@acme.example',
        path,
        readable: true,
        repository: 'acme/handbook',
        size: text.length,
        state: 'file',
      },
    ]);
    expect(Object.keys(documents.rows[0])).toEqual(Object.keys(documents.rows[0]).sort());
  });

  test.each([
    ['without front matter', '# Access\nowner: nobody\n', null],
    ['whose front matter names nobody', '---\ntitle: Access\n---\n', null],
    ['whose front matter is no YAML', '---\nowner: [\n---\n', null],
    ['whose owner is a list', '---\nowner: [ana, ben]\n---\n', 'ana, ben'],
    ['whose owner is no text', '---\nowner: { name: ana }\n---\n', null],
    ['whose owner stands in quotes, after a byte order mark', '\uFEFF---\r\nowner: "CTO"\r\n---\r\n', 'CTO'],
  ])('%s', async (_, content, owner) => {
    const { documents } = await look([{ ...written, files: { [path]: content } }]);
    expect(documents.rows).toEqual([expect.objectContaining({ owner, readable: true })]);
  });

  test.each([
    ['tens of thousands of keys', Array.from({ length: 50_000 }, (_, at) => `k${at}: 1`).join('\n'), null],
    ['one long text', `note: ${'x'.repeat(9_000)}`, null],
    ['no more than somebody might write', `note: ${'x'.repeat(8_000)}`, 'ana'],
  ])('whose front matter holds %s name an owner only within its bound', async (_, matter, owner) => {
    const content = `---\nowner: ana\n${matter}\n---\n# Access\n`;
    const { documents } = await look([{ ...written, files: { [path]: content } }]);
    expect(documents.problems).toEqual([]);
    expect(documents.rows).toEqual([expect.objectContaining({ owner, readable: true })]);
  });

  test('too large to be shown have an owner that is not known', async () => {
    const { documents } = await look([{ ...written, files: { [path]: text.padEnd(1_100_000, 'x') } }]);
    expect(documents.rows).toEqual([
      expect.objectContaining({ owner: null, readable: false, state: 'file' }),
    ]);
  });

  test('are as old as their text, however often they were moved', async () => {
    const { documents } = await look([
      { date: '2024-01-01T00:00:00Z', files: { 'access.md': text } },
      { date: '2025-01-01T00:00:00Z', moves: { 'access.md': 'docs/access.md' } },
      { date: '2026-11-01T00:00:00Z', moves: { 'docs/access.md': path } },
    ]);
    expect(documents.rows).toEqual([expect.objectContaining({ changedAt: '2024-01-01T00:00:00Z' })]);
  });

  test('that were moved and changed at once were changed', async () => {
    const moved = {
      date: '2026-11-01T00:00:00Z',
      moves: { 'access.md': path },
      files: { [path]: `${text}More.\n` },
    };
    const { documents } = await look([{ date: '2024-01-01T00:00:00Z', files: { 'access.md': text } }, moved]);
    expect(documents.rows).toEqual([expect.objectContaining({ changedAt: moved.date })]);
  });

  describe('that were not reviewed', () => {
    const first = { date: '2024-01-01T00:00:00Z', files: { [path]: text } };
    const mode = { date: '2026-11-02T00:00:00Z', modes: [path] };
    const changedAt = async (...commits: GitHubCommit[]) =>
      (await look(commits)).documents.rows.map((row) => (row as GitHubPolicyDocument).changedAt);

    test('are no newer for a rebase, whenever the commit was made anew', async () => {
      for (const committed of ['2025-06-01T00:00:00Z', '2026-11-20T00:00:00Z'])
        expect(await changedAt({ ...first, committed })).toEqual([first.date]);
    });

    test('are no newer than their commit, whatever its author says', async () => {
      const forged = { ...first, date: '2026-11-20T00:00:00Z', committed: '2024-01-01T00:00:00Z' };
      expect(await changedAt(forged)).toEqual(['2024-01-01T00:00:00Z']);
    });

    test('are no newer for changes of what may be done with the file, one or several', async () => {
      expect(await changedAt(first, mode)).toEqual([first.date]);
      expect(await changedAt(first, mode, { ...mode, date: '2026-11-03T00:00:00Z' })).toEqual([first.date]);
      const moved = { date: '2026-11-04T00:00:00Z', moves: { 'access.md': path } };
      const before = { ...first, files: { 'access.md': text } };
      expect(await changedAt(before, { ...mode, modes: ['access.md'] }, moved)).toEqual([first.date]);
    });

    test('are as new as the last change of their text before that', async () => {
      const second = { date: '2026-03-01T00:00:00Z', files: { [path]: `${text}More.\n` } };
      expect(await changedAt(first, second, mode)).toEqual([second.date]);
      expect(await changedAt(first, mode, { ...second, date: '2026-11-10T00:00:00Z' })).toEqual([
        '2026-11-10T00:00:00Z',
      ]);
    });
  });

  test.each([
    ['nothing but blanks', ' \n\t\n', true],
    ['front matter alone', '---\nowner: ana@acme.example\n---\n', true],
    ['front matter and blanks', '---\nowner: ana\n---\n\n \u00a0\u200b\n', true],
    ['a comment alone', '<!-- to be written -->\n', true],
    ['a comment that does not end', '<!-- to be written', true],
    ['signs alone', '# \n---\n***\n', true],
    ['a heading', '# Access\n', false],
    ['another script', '# 方針\n', false],
    ['a number', '1.\n', false],
  ])('that hold %s are blank: %j', async (_what, content, blank) => {
    const { documents } = await look([{ ...written, files: { [path]: content } }]);
    expect(documents.rows).toEqual([expect.objectContaining({ blank, readable: true })]);
  });

  test('of one place on two branches are two', async () => {
    const wants = [wanted, { ...wanted, branch: 'main' }];
    const { documents } = await look([written], { policies: wants });
    expect(documents.problems).toEqual([]);
    expect(documents.rows).toHaveLength(2);
  });

  test('are found on the second page of a large commit', async () => {
    const many = Object.fromEntries(Array.from({ length: 320 }, (_, at) => [`a${at}.md`, 'x']));
    const { documents } = await look([{ ...written, files: { ...many, [path]: text } }]);
    expect(documents.rows).toEqual([expect.objectContaining({ changedAt: written.date })]);
  });

  test.each([
    ['were never there', [{ date: '2026-01-01T00:00:00Z', files: { 'x.md': 'x' } }]],
    ['were removed', [written, { date: '2026-11-01T00:00:00Z', files: { [path]: null } }]],
    ['were moved away', [written, { date: '2026-11-01T00:00:00Z', moves: { [path]: 'elsewhere.md' } }]],
  ])('that %s are missing, and surely so', async (_, commits) => {
    const { documents } = await look(commits);
    expect(documents.problems).toEqual([]);
    expect(documents.rows).toEqual([
      expect.objectContaining({ state: 'missing', owner: null, readable: false }),
    ]);
  });

  test('that are a folder are something else', async () => {
    const { documents } = await look([{ ...written, files: { [`${path}/a.md`]: 'x' } }]);
    expect(documents.rows).toEqual([expect.objectContaining({ state: 'other' })]);
  });

  test.each<[string, Given]>([
    ['in a repository that is not there', { policies: [{ ...wanted, repository: 'other' }] }],
    ['in another’s repository', { policies: [{ ...wanted, repository: 'else/handbook' }] }],
    ['on a branch that is not there', { policies: [{ ...wanted, branch: 'gone' }] }],
    ['that the token may not read', { readsContents: false }],
  ])('%s are not visible', async (_, given) => {
    const { documents, members } = await look([written], given);
    expect(new Set(codes(documents))).toEqual(new Set(['not-visible']));
    expect(documents.rows).toEqual([expect.objectContaining({ state: null, changedAt: null })]);
    expect(members.problems).toEqual([]);
  });

  test('in an empty repository are not visible', async () => {
    const { documents } = await look([]);
    expect(new Set(codes(documents))).toEqual(new Set(['not-visible']));
    expect(documents.rows[0]).toMatchObject({ state: null });
  });

  const anyCommits = /commits$/;
  test.each([
    [401, 'unauthenticated'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    ['not-json', 'malformed'],
    ['empty-object', 'malformed'],
    ['close', 'unavailable'],
  ] as const)('after %s are partial, and nothing is made up', async (deed, code) => {
    const { documents } = await look([written], { misbehave: [{ path: anyCommits, do: deed }] });
    expect(codes(documents)).toContain(code);
    expect(documents.rows[0]).toMatchObject({ changedAt: null });
  });

  test('whose text is not shown although their history is, are not missing', async () => {
    const misbehave = [{ path: /contents/, do: 403 as const }];
    const { documents } = await look([written], { misbehave });
    expect(codes(documents)).toEqual(['not-visible']);
    expect(documents.rows).toEqual([expect.objectContaining({ state: null, changedAt: written.date })]);
  });

  test('are asked for on their own: one that is not visible hinders no other', async () => {
    const { documents } = await look([written], { policies: [{ ...wanted, repository: 'other' }, wanted] });
    expect(documents.rows.map(({ state }) => state)).toEqual([null, 'file']);
  });
});

describe('doctor on policy documents', () => {
  const probe = async (given: Given) => {
    const { server } = await look([written], { ...given, policies: [wanted] });
    const connection = { settings: { org: 'acme' }, endpoint: server.url, credential: server.credentials() };
    const { session } = memorySession(connection, { policies: given.policies ?? [wanted] });
    return (await github.probe(session)).find(({ dataset }) => dataset === 'policy-documents');
  };

  test('says whether each can be read, and what to grant', async () => {
    expect(await probe({})).toMatchObject({ verdict: 'pass' });
    expect(await probe({ readsContents: false })).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('Contents: Read-only'),
    });
    expect(await probe({ policies: [{ ...wanted, path: 'gone.md' }] })).toMatchObject({ verdict: 'fail' });
    expect(await probe({ policies: [] })).toBeUndefined();
  });
});
