import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { GitHubPolicyDocument } from '../../../evidence/datasets/github.ts';
import { CollectError } from '../../../evidence/problem.ts';

const time = z.iso.datetime({ offset: true });

const dated = z.nullish(z.object({ date: z.optional(time) }));
const commit = z.object({
  sha: z.string().check(z.regex(/^[0-9a-f]{7,64}$/i)),
  commit: z.object({ author: dated, committer: dated }),
  parents: z.optional(z.array(z.object({ sha: z.string().check(z.minLength(1)) }))),
});

export interface Commit {
  readonly sha: string;
  /** Null where GitHub names no author, or gives no date. */
  readonly authoredAt: string | null;
  /** The first one; null for the commit that a history begins with. */
  readonly parent: string | null;
}

/** Throws `malformed` for what is no commit. */
export function readCommit(body: unknown, where: string): Commit {
  const { data } = commit.safeParse(body);
  if (!data) throw malformed(`the last commit of ${where} has no usable sha and date`);
  const { sha, commit: facts, parents } = data;
  return { sha, authoredAt: writtenAt(facts), parent: parents?.[0]?.sha ?? null };
}

/**
 * When the text was written. A rebase gives a commit a new committer's date and leaves its author's; nothing is written
 * after it was committed.
 */
function writtenAt({ author, committer }: z.infer<typeof commit>['commit']): string | null {
  const [written, committed] = [author?.date, committer?.date];
  if (written === undefined || committed === undefined) return written ?? null;
  return Date.parse(committed) < Date.parse(written) ? committed : written;
}

const changed = z.object({
  filename: z.string(),
  sha: z.nullish(z.string()),
  status: z.string(),
  changes: z.int(),
  previous_filename: z.optional(z.string()),
});

export interface ChangedFile {
  readonly path: string;
  /** Where the same text was before, when the commit moved or copied it and changed nothing in it. */
  readonly movedFrom: string | null;
  /** SHA of the text. */
  readonly blob: string | null;
  /** Whether the commit may have changed nothing but what is allowed to be done with the file. */
  readonly sameText: boolean;
}

/** Null for what is no changed file. */
export function readChangedFile(item: unknown): ChangedFile | null {
  const { data } = changed.safeParse(item);
  if (!data) return null;
  const { changes, filename: path, previous_filename: from, sha: blob = null, status } = data;
  const moved = (status === 'renamed' || status === 'copied') && changes === 0;
  const sameText = (status === 'modified' || status === 'changed') && changes === 0;
  return { path, movedFrom: moved ? (from ?? null) : null, blob, sameText };
}

const file = z.object({
  type: z.literal('file'),
  sha: z.string().check(z.minLength(1)),
  size: z.int().check(z.nonnegative()),
  encoding: z.nullish(z.string()),
  content: z.nullish(z.string()),
});

type Content = Pick<GitHubPolicyDocument, 'blank' | 'blob' | 'owner' | 'readable' | 'size' | 'state'>;

/** What lies at a path. Throws `malformed` for what GitHub does not document. */
export function readContent(body: unknown, where: string): Content {
  const other = Array.isArray(body) || ['dir', 'symlink', 'submodule'].includes(typeOf(body));
  if (other) return { blank: null, blob: null, owner: null, readable: false, size: null, state: 'other' };
  const { data } = file.safeParse(body);
  if (!data) throw malformed(`${where} is neither a file nor anything else that a repository holds`);
  const { sha: blob, size } = data;
  // Above a megabyte GitHub leaves the text out.
  const text = data.encoding === 'base64' ? Buffer.from(data.content ?? '', 'base64') : null;
  const readable = text !== null && text.length === size;
  const content = readable ? text.toString() : null;
  const owner = content === null ? null : ownerIn(content);
  return { blank: content === null ? null : isBlank(content), blob, owner, readable, size, state: 'file' };
}

function typeOf(body: unknown): string {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : null;
  return typeof type === 'string' ? type : '';
}

const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Whether there is not one letter or digit beside front matter and comments. */
function isBlank(text: string): boolean {
  const visible = text.replace(frontMatter, '').replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '');
  return !/[\p{L}\p{N}]/u.test(visible);
}

const named = z.object({ owner: z.union([z.string(), z.array(z.string())]) });

/** Characters. Longer front matter is not read, and names nobody: it is a few lines, and whoever can write a document must not stop a night. */
const mostMatter = 8 * 1024;

/** `owner:` of the YAML between two lines of `---` at the beginning. Front matter that is no YAML names nobody. */
function ownerIn(text: string): string | null {
  const [, matter] = frontMatter.exec(text.slice(0, mostMatter)) ?? [];
  if (matter === undefined) return null;
  try {
    const { data } = named.safeParse(parse(matter, { uniqueKeys: false, maxAliasCount: 10 }));
    return [data?.owner ?? []].flat().join(', ').trim() || null;
  } catch {
    return null;
  }
}

function malformed(what: string): CollectError {
  return new CollectError(
    'malformed',
    `Not as GitHub documents it: ${what}. The raw answer shows what came.`,
  );
}
