import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { noticeKinds, problemKinds } from '../lib/seal/verify/result.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/README.md',
  'docs/start.md',
  'docs/fleet.md',
  'docs/scale.md',
  'docs/aws.md',
  'docs/first-deployment.md',
  'docs/controls.md',
  'docs/errors.md',
  'docs/design.md',
  'docs/events.md',
  'docs/functions.md',
  'docs/rights.md',
  'docs/adding-a-provider.md',
  'docs/threat-model.md',
  'docs/runbook.md',
  'docs/athena.md',
  'docs/cost.md',
  'docs/auditor-guide.md',
  'docs/page.md',
  'docs/VERIFY.md',
  'docs/container.md',
  'docs/github-action.md',
  'demo/README.md',
  'docs/testing.md',
];

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);
/** The headings of a document, as a link names them. */
const headingsOf = (text: string) =>
  all(text, /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe.each(documents)('%s', (name) => {
  const text = readFileSync(join(root, name), 'utf8');

  test('names only files that are there', () => {
    // A path with <id> or … in it stands for many.
    const paths = all(text, /`((?:bench|bin|demo|docs|lib|scripts|test|\.ci)\/[\w./-]*)`/g);
    const links = all(text, /\]\((?!https?:)([^)#]+)[^)]*\)/g).map((link) => join(dirname(name), link));
    expect([...paths, ...links].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('names only headings that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
    const missing = links.filter(([, path = '', heading = '']) => {
      const file = path === '' ? name : join(dirname(name), path);
      return !headingsOf(readFileSync(join(root, file), 'utf8')).includes(heading);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  test('names only scripts that npm knows', () => {
    const named = all(text, /npm (?:--prefix \S+ )?run (?:-s )?([\w-]+)/g);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

test('the threat model names a test for every promise, or says that there is none', () => {
  const rows = readFileSync(join(root, 'docs/threat-model.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (---|promise)/.test(line))
    .map((line) => line.slice(1, -1).split('|'))
    .filter((cells) => cells.length === 3);
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((cells) => !/\.test\.ts`|no test yet/.test(cells[2] ?? ''))).toEqual([]);
});

describe('what docs/testing.md says of each kind of fault', () => {
  const page = readFileSync(join(root, 'docs/testing.md'), 'utf8');
  const [, section = ''] = page.split('\n## Kinds of faults\n');
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (---|kind)/.test(line))
    .map((line) => line.slice(2, -2).split(' | '));
  /** What is said to be held by a file: its path, and the titles that follow. */
  const heldBy = (cell: string) =>
    [...cell.matchAll(/`(test\/[^`]+\.test\.ts)`([^`]*)/g)].map(([, path = '', titles = '']) => ({
      path,
      titles: all(titles, /\*([^*]+)\*/g),
    }));

  test('is a test for every kind, or why there is none', () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter(([, cell = '', ...more]) => heldBy(cell).length === 0 || more.length > 0)).toEqual([]);
    expect(new Set(rows.map(([kind]) => kind)).size).toBe(rows.length);
  });

  test.each(rows)('is tests that are there: %s', (_kind, cell = '') => {
    const missing = heldBy(cell).flatMap(({ path, titles }) => {
      const source = readFileSync(join(root, path), 'utf8');
      return titles.filter((title) => !source.includes(title)).map((title) => `${path}: ${title}`);
    });
    expect(missing).toEqual([]);
  });
});

test('which Node the package needs is said as its package.json says it', () => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const start = readFileSync(join(root, 'docs/start.md'), 'utf8');
  const [row = ''] = /^\| the package .*$/m.exec(start) ?? [];
  expect(all(row, /(\d+\.\d+\.\d+)/g)).toEqual(all(engines.node, /(\d+\.\d+\.\d+)/g));
});

test('the auditor’s guide says what each kind of problem and of notice means that verifying can give, and of no other', () => {
  const guide = readFileSync(join(root, 'docs/auditor-guide.md'), 'utf8');
  const [, section = ''] = guide.split('## What verifying says\n');
  const kinds = all(section.split('\n## ')[0] ?? '', /^\| `([\w-]+)` \| \S.+ \|$/gm);
  expect(kinds.toSorted()).toEqual([...problemKinds, ...noticeKinds].toSorted());
});
