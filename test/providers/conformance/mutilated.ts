import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiler, compilerEnvironment } from '../../../scripts/compiler.ts';
import { callProgram, node, root } from '../../end-to-end/call.ts';
import { temporaryFolder } from '../../locker/folders.ts';

/** Something taken out of a file of the project, and how one knows that it was noticed. */
export interface Deletion {
  readonly what: string;
  readonly file: string;
  /** Throws where there is nothing to take out. */
  readonly cut: (text: string) => string;
  /** Matches a line of what is complained of. */
  readonly noticed: RegExp;
}

/** A copy of as much of the project as its providers need. */
export interface Copy {
  readonly folder: string;
  /** Takes all of these out, complains, and puts them back. Gives those that no complaint was about. */
  unnoticed(
    deletions: readonly Deletion[],
    complain: () => Promise<readonly string[]>,
  ): Promise<readonly string[]>;
  /** What the compiler says, a line each. */
  types(): Promise<readonly string[]>;
  /** What `registered.ts` says, a line each. */
  lists(): Promise<readonly string[]>;
}

const parts = [
  'lib',
  'demo',
  'test/providers/conformance',
  'docs/threat-model.md',
  'README.md',
  'package.json',
];
const compiled = [
  'demo/demo.ts',
  'lib/providers/collectors.ts',
  'lib/providers/manifests.ts',
  'test/providers/conformance/declarations/index.ts',
];

/** The files that declare datasets. */
export function datasetFiles(): readonly string[] {
  const folder = 'lib/evidence/datasets';
  const names = readdirSync(join(root, folder));
  return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
}

/** `besides` are compiled as well, with what they import. */
export async function copyProject(besides: readonly string[] = []): Promise<Copy> {
  const folder = await temporaryFolder();
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const datasets = datasetFiles();
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions,
      files: [...compiled, ...besides, ...datasets],
      include: ['lib/providers/*/collect/index.ts', 'lib/providers/**/*.d.ts'],
    }),
  );
  const lines = async (words: readonly string[]) => {
    const call = { cwd: folder, environment: compilerEnvironment };
    const { stdout, stderr } = await callProgram(node, words, call);
    return `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== '');
  };
  return {
    folder,
    types: () => lines([...compiler, '--pretty', 'false']),
    lists: () => lines(['--input-type=module', '--eval', complaint]),
    async unnoticed(deletions, complain) {
      const before = new Map(deletions.map(({ file }) => [file, readFileSync(join(folder, file), 'utf8')]));
      try {
        for (const { file, cut } of deletions)
          writeFileSync(join(folder, file), cut(readFileSync(join(folder, file), 'utf8')));
        const complaints = await complain();
        return deletions
          .filter(({ noticed }) => !complaints.some((line) => noticed.test(line)))
          .map(({ what }) => what);
      } finally {
        for (const [file, text] of before) writeFileSync(join(folder, file), text);
      }
    },
  };
}

const complaint = `
  const { forgottenInLists } = await import('./test/providers/conformance/registered.ts');
  console.log(forgottenInLists().join('\\n'));
`;

/** Takes out every line that matches; throws where none does. */
export function withoutLines(pattern: RegExp): Deletion['cut'] {
  return (text) => {
    const lines = text.split('\n');
    const kept = lines.filter((line) => !pattern.test(line));
    if (kept.length === lines.length) throw new Error(`No line matches ${pattern}.`);
    return kept.join('\n');
  };
}

/** Takes one item out of the list that `start` opens. */
export function withoutItem(start: string, at: number): Deletion['cut'] {
  return (text) => {
    const from = text.indexOf(start) + start.length;
    const to = text.indexOf(']', from);
    const items = text.slice(from, to).split(',');
    if (from < start.length || !items[at]?.trim()) throw new Error(`There is no item ${at} after ${start}.`);
    return text.slice(0, from) + items.toSpliced(at, 1).join(',') + text.slice(to);
  };
}

/**
 * Takes a member out of a constant's object: the object's own, or else one that it spreads another constant for, which then
 * stays whole for others.
 */
export function withoutMemberOf(start: string, name: string): Deletion['cut'] {
  return (text) => {
    const from = text.indexOf(start);
    const to = text.indexOf('\n}', from) + 1;
    if (from < 0 || to === 0) throw new Error(`There is no ${start}.`);
    const own = text.slice(from, to + 1);
    const isOwn = new RegExp(`^  ${name}[:,(]`, 'm').test(own);
    const [spread, common] = /^ {2}\.\.\.(\w+),$/m.exec(own) ?? [];
    if (!isOwn && !spread) throw new Error(`There is no ${name} after ${start}.`);
    const cut = isOwn
      ? withoutMember(start, name)(own)
      : own.replace(spread ?? '', `  ...(({ ${name}: _, ...rest }) => rest)(${common}),`);
    return text.slice(0, from) + cut + text.slice(to + 1);
  };
}

/**
 * Takes a member out of the first object after `start`, together with the lines that belong to it, as the formatter lays
 * them out.
 */
export function withoutMember(start: string, name: string): Deletion['cut'] {
  return (text) => {
    const from = text.indexOf(start);
    const lines = text.slice(from).split('\n');
    const at = lines.findIndex((line) => new RegExp(`^ +(async )?\\*?${name}[:,(]`).test(line));
    const inline = new RegExp(`[{,] (?=${name}[:,( ])`).exec(lines[0] ?? '');
    if (from < 0 || (at < 0 && !inline)) throw new Error(`There is no ${name} after ${start}.`);
    if (inline) {
      const at = from + inline.index + inline[0].length;
      return text.slice(0, at) + text.slice(memberEnd(text, at)).trimStart();
    }
    const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
    const length = lines
      .slice(at + 1)
      .findIndex((line) => new RegExp(`^(${indent}[\\w'/]|.{0,${indent.length - 1}}[}\\]])`).test(line));
    return [text.slice(0, from), [...lines.slice(0, at), ...lines.slice(at + 1 + length)].join('\n')].join(
      '',
    );
  };
}

/** Where a member that stands within a line ends, its comma included. */
function memberEnd(text: string, from: number): number {
  const stops = /'(?:[^'\\]|\\.)*'|[{[(]|[}\])]|,/g;
  stops.lastIndex = from;
  let depth = 0;
  for (let found = stops.exec(text); found; found = stops.exec(text)) {
    if (depth === 0 && found[0] === ',') return stops.lastIndex;
    if (depth === 0 && /[}\])]/.test(found[0])) return found.index;
    if (/^[{[(]$/.test(found[0])) depth++;
    if (/^[}\])]$/.test(found[0])) depth--;
  }
  throw new Error('The member has no end.');
}
