import * as z from 'zod/mini';
import { SealError } from './error.ts';
import { readCanonical } from './read-canonical.ts';

const statementType = 'https://in-toto.io/Statement/v1';
const predicateType = 'urn:exhibit:package:v1';
/** What a package calls the list of its files, which is what is signed. */
const subjectName = 'manifest.json';

const hashText = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex'));

const predicateSchema = z.strictObject({
  /** Which locker the package was made from, as its seals name it. */
  locker: z.string().check(z.minLength(1), z.maxLength(512)),
  /** First and last day in that time zone. */
  period: z.strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    timezone: z.string().check(z.minLength(1), z.maxLength(64)),
  }),
  /** The newest seal when the package was made. */
  head: z.strictObject({ sequence: z.int().check(z.positive()), sha256: hashText }),
  /** By the maker's own clock. */
  packagedAt: z.iso.datetime(),
});

const statementSchema = z.strictObject({
  _type: z.literal(statementType),
  subject: z.tuple([
    z.strictObject({ name: z.literal(subjectName), digest: z.strictObject({ sha256: hashText }) }),
  ]),
  predicateType: z.literal(predicateType),
  predicate: predicateSchema,
});

/** What a signature says of a package, and all that can be said by one. */
export interface PackageFacts extends z.infer<typeof predicateSchema> {
  /** SHA-256 of `manifest.json`, hex. */
  readonly manifest: string;
}

/** What is signed: an in-toto statement about `manifest.json`, which can never be read as a seal. */
export type PackageStatement = z.infer<typeof statementSchema>;

/** The one statement that says these facts; a field that is not one of them does not get in. */
export function packageStatement({ manifest, locker, period, head, packagedAt }: PackageFacts) {
  const { from, to, timezone } = period;
  const { sequence, sha256 } = head;
  return {
    _type: statementType,
    subject: [{ name: subjectName, digest: { sha256: manifest } }],
    predicateType,
    predicate: { locker, period: { from, to, timezone }, head: { sequence, sha256 }, packagedAt },
  } satisfies PackageStatement;
}

/** Throws `SealError` (`malformed`) on anything else. */
export function readPackageStatement(payload: Buffer): PackageStatement {
  try {
    return statementSchema.parse(readCanonical(payload));
  } catch (error) {
    throw new SealError('malformed', 'What is signed is not a statement about a package.', { cause: error });
  }
}
