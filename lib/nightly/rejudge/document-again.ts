import { canonicalText } from '../../evidence/canonical.ts';
import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import { clip } from '../../text/clip.ts';
import type { CollectedDataset } from '../collect/dataset-collection.ts';

/** What an evidence document says beside its records, whatever it lacks: the records that are there tell it. */
const always = ['schema', 'run', 'connection', 'provider', 'dataset', 'population'] as const;

/** What of a list that is whole follows from its answers as well. Of another, what was missing decides. */
const ofWhole = [
  'origin',
  'completeness',
  'problem',
  'exportedAt',
  'credentialEnds',
  'continuation',
] as const;

/** What the answers of some providers tell, and of others the configuration and the credential. */
const sometimes = ['tenant', 'principal', 'scopes'] as const;

/** What answers that break off may have told before. */
const whereStated = [...sometimes, 'exportedAt', 'credentialEnds', 'continuation'] as const;

/**
 * The first thing that a document says of its dataset and that its answers do not. Its records are those of its answers
 * by then.
 * @param again as the readers make it of the answers
 */
export function claimThatDiffers(document: EvidenceDocument, again: CollectedDataset): string | null {
  const both = isWhole(document) && isWhole(again.document);
  const pairs: [string, unknown, unknown][] = [...always, ...(both ? ofWhole : [])].map((name) => [
    name,
    document[name],
    again.document[name],
  ]);
  for (const name of both ? sometimes : whereStated)
    if (isStated(again.document[name])) pairs.push([name, document[name], again.document[name]]);
  const { records } = document;
  if (records && again.records) {
    const { bytes, count } = again.records;
    pairs.push([
      'records',
      { ...records, path: null },
      { ...records, path: null, bytes, count, order: again.order },
    ]);
  }
  const found = pairs.find(([, said, is]) => textOf(said) !== textOf(is));
  if (!found) return null;
  const [name, said, is] = found;
  return `It says that ${name} is ${textOf(said)}, and its answers make it ${textOf(is)}.`;
}

function isStated(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
}

function textOf(value: unknown): string {
  return clip(canonicalText(value ?? null), 200);
}
