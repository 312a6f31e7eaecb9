import { stat } from 'node:fs/promises';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import { versionText } from '../../text/version-text.ts';
import type { Unfounded } from './run-claims.ts';
import {
  documentFields,
  type Fields,
  findingsFields,
  planFields,
  standardFields,
  strangeField,
} from './strange-fields.ts';

/** Versions of Exhibit that may have collected a run, the one that sealed it first; null where any may. */
export type MayHaveCollected = readonly { readonly version: string; readonly commit: string | null }[] | null;

/**
 * Documents of a run that are not as they are written: in another form, of which two programs may read two things, or with
 * more in them than documents of their kind say, which whoever holds the key could have added for people to read.
 * @param evidence the run's evidence documents, as `connection/dataset`
 */
export async function notAsWritten(
  locker: LockerContent,
  run: string,
  { evidence, makers }: { readonly evidence: readonly string[]; readonly makers: MayHaveCollected },
): Promise<readonly Unfounded[]> {
  const found: Unfounded[] = [];
  const add = (file: string, message: string | null) => message !== null && found.push({ file, message });
  for (const [name, fields] of [
    ['plan.json', planFields],
    ['standard.json', standardFields],
    ['findings.json', { ...anything(await documentOf(locker, run, 'findings.json')), ...findingsFields }],
  ] as const)
    add(name, formFault(await bytesOf(locker, run, name), fields));
  for (const name of evidence) {
    const bytes = await bytesOf(locker, run, `${name}.json`);
    add(name, formFault(bytes, documentFields) ?? (await saysOtherwise(locker, run, bytes, makers)));
  }
  return found;
}

function bytesOf(locker: LockerContent, run: string, name: string): Promise<Buffer | null> {
  return locker.read(`${runFolder(run)}/${name}`);
}

async function documentOf(locker: LockerContent, run: string, name: string): Promise<object> {
  return JSON.parse((await bytesOf(locker, run, name))?.toString('utf8') ?? '{}') as object;
}

function anything(document: object): Fields {
  return Object.fromEntries(Object.keys(document).map((name) => [name, null]));
}

function formFault(bytes: Buffer | null, fields: Fields): string | null {
  if (!bytes) return null;
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  if (!Buffer.from(canonicalDocument(value)).equals(bytes))
    return 'It is not in canonical form, so two programs may read it differently.';
  const strange = strangeField(value, fields);
  return strange === null ? null : `It has ${strange}, which no document of its kind has.`;
}

/** What a document says of its files and of who made it. */
async function saysOtherwise(
  locker: LockerContent,
  run: string,
  bytes: Buffer | null,
  makers: MayHaveCollected,
): Promise<string | null> {
  if (!bytes) return null;
  const { collector, connection, raw, records } = JSON.parse(bytes.toString('utf8')) as EvidenceDocument;
  const [theirs, may] = [versionText(collector), makers?.map(versionText)];
  if (may && !may.includes(theirs))
    return `It says that version ${theirs} collected it, and ${may[0]} sealed it.`;
  for (const reference of [raw, records]) {
    const path = reference && (await locker.local(`${runFolder(run)}/${connection}/${reference.path}`));
    const is = path ? (await stat(path)).size : null;
    if (reference && is !== null && is !== reference.bytes)
      return `It says that ${reference.path} has ${reference.bytes} bytes, and it has ${is}.`;
  }
  return null;
}
