import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { GitHubPolicyDocument } from '../../../evidence/datasets/github.ts';
import { CollectError } from '../../../evidence/problem.ts';

const time = z.iso.datetime({ offset: true });

const commit = z.object({
  sha: z.string().check(z.regex(/^[0-9a-f]{7,64}$/i)),
  commit: z.object({ committer: z.nullish(z.object({ date: z.optional(time) })) }),
  parents: z.optional(z.array(z.object({ sha: z.string().check(z.minLength(1)) }))),
});

export interface Commit {
  readonly sha: string;
  /** Null where GitHub names no committer. */
  readonly committedAt: string | null;
  /** The first one; null for the commit that a history begins with. */
  readonly parent: string | null;
}

/** Throws `malformed` for what is no commit. */
export function readCommit(body: unknown, where: string): Commit {
  const { data } = commit.safeParse(body);
  if (!data) throw malformed(`the last commit of ${where} has no usable sha and date`);
  const { sha, commit: facts, parents } = data;
  return { sha, committedAt: facts.committer?.date ?? null, parent: parents?.[0]?.sha ?? null };
}

const changed = z.object({
  filename: z.string(),
  status: z.string(),
  changes: z.int(),
  previous_filename: z.optional(z.string()),
});

export interface ChangedFile {
  readonly path: string;
  /** Where it was before, when the commit moved it and changed nothing in it. */
  readonly movedFrom: string | null;
}

/** Null for what is no changed file. */
export function readChangedFile(item: unknown): ChangedFile | null {
  const { data } = changed.safeParse(item);
  if (!data) return null;
  const moved = data.status === 'renamed' && data.changes === 0;
  return { path: data.filename, movedFrom: moved ? (data.previous_filename ?? null) : null };
}

const file = z.object({
  type: z.literal('file'),
  sha: z.string().check(z.minLength(1)),
  size: z.int().check(z.nonnegative()),
  encoding: z.nullish(z.string()),
  content: z.nullish(z.string()),
});

type Content = Pick<GitHubPolicyDocument, 'blob' | 'owner' | 'readable' | 'size' | 'state'>;

/** What lies at a path. Throws `malformed` for what GitHub does not document. */
export function readContent(body: unknown, where: string): Content {
  const other = Array.isArray(body) || ['dir', 'symlink', 'submodule'].includes(typeOf(body));
  if (other) return { blob: null, owner: null, readable: false, size: null, state: 'other' };
  const { data } = file.safeParse(body);
  if (!data) throw malformed(`${where} is neither a file nor anything else that a repository holds`);
  const { sha: blob, size } = data;
  // Above a megabyte GitHub leaves the text out.
  const text = data.encoding === 'base64' ? Buffer.from(data.content ?? '', 'base64') : null;
  const readable = text !== null && text.length === size;
  const owner = readable ? ownerIn(text.toString()) : null;
  return { blob, owner, readable, size, state: 'file' };
}

function typeOf(body: unknown): string {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : null;
  return typeof type === 'string' ? type : '';
}

/** Characters. Longer front matter is not read, and names nobody: it is a few lines, and whoever can write a document must not stop a night. */
const mostMatter = 8 * 1024;

/** `owner:` of the YAML between two lines of `---` at the beginning. Front matter that is no YAML names nobody. */
function ownerIn(text: string): string | null {
  const [, matter] =
    /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text.slice(0, mostMatter)) ?? [];
  if (matter === undefined) return null;
  try {
    const { data } = z
      .object({ owner: z.string() })
      .safeParse(parse(matter, { uniqueKeys: false, maxAliasCount: 10 }));
    return data?.owner.trim() || null;
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
