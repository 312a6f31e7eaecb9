import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the build writes in (`scripts/build-programs.ts`); not defined where the sources run as they are. */
declare const builtFrom: { readonly commit: string | null; readonly date: string | null } | undefined;

/** The commit of the code that runs: the one that it was built from, or the one that is checked out. Null when unknown. */
export function commit(): string | null {
  return typeof builtFrom === 'undefined' ? checkedOut() : builtFrom.commit;
}

/** The commit's day, YYYY-MM-DD, in UTC. Null when unknown, and where the sources run as they are. */
export function commitDate(): string | null {
  return typeof builtFrom === 'undefined' ? null : builtFrom.date;
}

/** Read from git's own files, since there may be no git; null outside a checkout. */
export function checkedOut(root: string = fileURLToPath(new URL('..', import.meta.url))): string | null {
  const git = gitFolder(join(root, '.git'));
  if (git === null) return null;
  const head = textOf(join(git, 'HEAD'));
  if (head === null || !head.startsWith('ref: ')) return head;
  const name = head.slice('ref: '.length);
  const shared = resolve(git, textOf(join(git, 'commondir')) ?? '.');
  return textOf(join(shared, name)) ?? packed(join(shared, 'packed-refs'), name);
}

/** Where `.git` is a file, it names the folder. */
function gitFolder(place: string): string | null {
  if (textOf(join(place, 'HEAD')) !== null) return place;
  const named = /^gitdir: (.*)$/.exec(textOf(place) ?? '')?.[1];
  return named === undefined ? null : resolve(dirname(place), named);
}

function packed(file: string, name: string): string | null {
  const line = (textOf(file) ?? '').split('\n').find((one) => one.endsWith(` ${name}`));
  return line?.split(' ')[0] ?? null;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
