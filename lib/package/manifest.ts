import * as z from 'zod/mini';
import { $ZodError } from 'zod/v4/core';
import { canonicalDocument } from '../evidence/canonical.ts';
import { withMessages } from '../evidence/schema-messages.ts';
import { AuditorError } from './error.ts';

export const manifestPath = 'manifest.json';
export const signaturePath = 'manifest.sigstore.json';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const count = z.int().check(z.nonnegative());
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

const content = { bytes: count, sha256: hash };

/** A file of the package. Where people were replaced by pseudonyms, `original` is what was sealed in its place. */
const fileSchema = z.object({
  path: z.string().check(z.minLength(1)),
  ...content,
  original: z.optional(z.object(content)),
});

/** A sealed file that the package does not hold, and why. */
const withheldSchema = z.object({
  path: z.string().check(z.minLength(1)),
  ...content,
  reason: z.string().check(z.minLength(1)),
});

const problemSchema = z.object({ kind: z.string(), path: z.string(), message: z.string() });

const manifestSchema = z.object({
  schema: z.literal('exhibit/package/v1'),
  organization: z.string(),
  /** Which locker it was made from, as its seals name it. */
  locker: z.string(),
  period: z.object({
    from: day,
    to: day,
    timezone: z.string().check(z.refine(isZone, 'is not a time zone')),
    /** The instants of these days, the second one excluded. */
    start: z.iso.datetime(),
    end: z.iso.datetime(),
  }),
  /** Nights that were due by then are missed when they are not there. */
  asOf: z.iso.datetime(),
  /** The newest seal when the package was made. */
  head: z.object({ sequence: z.int().check(z.positive()), sha256: hash }),
  nights: z.object({
    due: count,
    complete: count,
    partial: count,
    failed: count,
    missing: count,
    /** Runs that the schedule did not ask for, or that were not the best of their night; they do not count above. */
    besides: count,
  }),
  maker: z.object({ version: z.string(), commit: z.nullable(z.string()) }),
  /** How people were replaced; null when they were not. */
  pseudonyms: z.nullable(z.object({ method: z.string(), key: hash })),
  /** What verifying the locker found when the package was made. */
  verification: z.object({
    ok: z.boolean(),
    trust: z.enum(['given', 'locker']),
    /** Ids of the keys that were trusted from outside; a package of 0.1.0 does not say. */
    trustedKeys: z.optional(z.array(hash)),
    checked: z.object({ runs: count, files: count, bytes: count }),
    problems: z.array(problemSchema),
  }),
  /** Every file but this one and its signature, sorted by path in UTF-16 code units. */
  files: z.array(fileSchema),
  withheld: z.array(withheldSchema),
});

/** What a package holds; `manifest.json`. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = z.infer<typeof fileSchema>;
export type WithheldFile = z.infer<typeof withheldSchema>;

export function formatManifest(manifest: Manifest): string {
  return canonicalDocument(manifest);
}

/** Throws `AuditorError` (`malformed`) on anything that `formatManifest` does not write. */
export function readManifest(bytes: Buffer): Manifest {
  let manifest: Manifest;
  try {
    manifest = manifestSchema.parse(JSON.parse(bytes.toString('utf8')), withMessages);
  } catch (error) {
    const what = error instanceof $ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : 'it is not JSON';
    throw new AuditorError('malformed', `${manifestPath} is not that of a package: ${what}.`, {
      cause: error,
    });
  }
  if (
    !Buffer.from(formatManifest(manifest)).equals(bytes) ||
    ![manifest.files, manifest.withheld].every(isInOrder)
  )
    throw new AuditorError('malformed', `${manifestPath} is not in canonical form.`);
  return manifest;
}

/** Whether each path comes once, in the order in which they are written. */
function isInOrder(files: readonly { readonly path: string }[]): boolean {
  return files.every(({ path }, at) => at === 0 || (files[at - 1]?.path ?? '') < path);
}
