import * as z from 'zod/mini';
import { canonicalDocument } from '../evidence/canonical.ts';
import { sha256Of } from '../evidence/sha256.ts';

/** The name of `exhibit.yaml` in an object, whatever it is called where it was written. */
export const configurationName = 'exhibit.yaml';

/** What a file that declares a provider is called in functions that hold those of many organizations. */
export const ownFileName = (sha256: string): string => `${sha256}.mjs`;

/** MiB. A configuration is some pages; what makes it longer is the list of leavers. */
export const largestObjectMegabytes = 16;

/**
 * A configuration as functions on AWS read it: `exhibit.yaml` and the files that it names, in one document. It is known by its
 * SHA-256. It holds no secret, but where secrets are kept. A company's own code is not in it: that is deployed with the functions.
 */
export interface ConfigurationObject {
  readonly files: readonly ObjectFile[];
  /** Files that declare a provider, as they have to be where the configuration is read. */
  readonly code: readonly { readonly name: string; readonly sha256: string }[];
}

export interface ObjectFile {
  /** Relative to the configuration's folder, with `/`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** An object, and what it is known by. */
export interface PackedConfiguration {
  readonly bytes: Buffer;
  /** Hex. */
  readonly sha256: string;
}

const schema = 'exhibit/configuration/v1';

/** The same files make the same bytes. */
export function packConfiguration({ files, code }: ConfigurationObject): PackedConfiguration {
  const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);
  const document = {
    schema,
    files: files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })).toSorted(byName),
    code: code.toSorted(byName),
  };
  const bytes = Buffer.from(canonicalDocument(document));
  return { bytes, sha256: sha256Of(bytes) };
}

/** What lies in the folder that is made of it, or below. */
const plainName = z.string().check(z.regex(/^(?!\/)(?!(.*\/)?\.{1,2}(\/|$))[^\\\0]{1,1024}$/));

const shape = z.strictObject({
  schema: z.literal(schema),
  files: z.array(z.strictObject({ name: plainName, base64: z.base64() })),
  code: z.array(z.strictObject({ name: plainName, sha256: z.string() })),
});

/** Null for bytes that are no such object. */
export function readConfigurationObject(bytes: Buffer): ConfigurationObject | null {
  if (bytes.length > largestObjectMegabytes * 1024 * 1024) return null;
  const { data } = shape.safeParse(jsonIn(bytes));
  if (!data?.files.some(({ name }) => name === configurationName)) return null;
  const files = data.files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') }));
  return { files, code: data.code };
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
