import { type EvidenceDocument, isWhole } from '../evidence/document.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/** Datasets that could be collected whole and now cannot, and the other way round. */
export function collectionDrift(
  run: string,
  before: readonly EvidenceDocument[],
  after: readonly EvidenceDocument[],
): DriftEvent[] {
  const earlier = new Map(before.map((document) => [nameOf(document), document]));
  return after.flatMap((document) => {
    const was = earlier.get(nameOf(document));
    if (!was || isWhole(was) === isWhole(document)) return [];
    const name = nameOf(document);
    const message = isWhole(document)
      ? `${name} was collected whole again.`
      : `${name} is ${document.completeness}: ${document.problem?.message ?? 'no reason given'}`;
    const type = isWhole(document) ? ('collection.recovered' as const) : ('collection.failed' as const);
    const [from, to] = [was.completeness, document.completeness];
    return [driftEvent(run, { type, control: null, subject: name, before: from, after: to, message })];
  });
}

function nameOf({ connection, dataset }: EvidenceDocument): string {
  return `${connection}/${dataset}`;
}
