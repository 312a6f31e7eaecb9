import { canonicalText } from '../../evidence/canonical.ts';
import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import { clip } from '../../text/clip.ts';
import type { CollectedDataset } from '../collect/dataset-collection.ts';

/** What an evidence document says beside its records, and who reads the answers again finds out as well. */
const decided = [
  'schema',
  'run',
  'connection',
  'provider',
  'dataset',
  'origin',
  'completeness',
  'population',
  'exportedAt',
  'credentialEnds',
  'continuation',
] as const;

/** What the answers of some providers tell, and of others the configuration and the credential. */
const sometimes = ['tenant', 'principal', 'scopes'] as const;

/**
 * The first thing that a document says of its dataset and that its answers do not. Of one that is not whole, or of answers
 * that were not all kept, nothing: what was missing decides.
 * @param again as the readers make it of the answers
 */
export function claimThatDiffers(document: EvidenceDocument, again: CollectedDataset): string | null {
  if (!isWhole(document) || !isWhole(again.document)) return null;
  const pairs: [string, unknown, unknown][] = decided.map((name) => [
    name,
    document[name],
    again.document[name],
  ]);
  for (const name of sometimes)
    if (isTold(again.document[name])) pairs.push([name, document[name], again.document[name]]);
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
  return `It says of ${name} ${textOf(said)}, and by its answers it is ${textOf(is)}.`;
}

function isTold(value: EvidenceDocument[(typeof sometimes)[number]]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

function textOf(value: unknown): string {
  return clip(canonicalText(value ?? null), 200);
}
