import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import type { EvidenceDocument } from '../../../lib/evidence/document.ts';

/** Names under which a provider gives its own id of a record. */
const ids = ['id', 'orgUnitId', 'uuid'] as const;

/** What a dataset's declaration says there is none of although its records show it: what the compiler cannot know. */
export function wronglyNone(
  dataset: AnyDataset,
  { continuation }: EvidenceDocument,
  records: readonly object[],
): readonly string[] {
  const [first] = records as readonly Readonly<Record<string, unknown>>[];
  const named = ids.find((name) => first && name in first);
  const keyed = first && named && dataset.key(first as never) === first[named];
  return [
    ...(named && !keyed && !dataset.id ? ['id'] : []),
    ...((continuation ?? null) !== null && !dataset.continues ? ['continues'] : []),
  ];
}
