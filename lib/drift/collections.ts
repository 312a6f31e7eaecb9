import { type EvidenceDocument, isWhole } from '../evidence/document.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/**
 * Datasets that could be collected whole and now cannot, and the other way round. One that was never collected
 * before is expected to be whole; one that is not collected any more is said, since nothing else would show it.
 */
export function collectionDrift(
  run: string,
  before: readonly EvidenceDocument[],
  after: readonly EvidenceDocument[],
): DriftEvent[] {
  const [was, is] = [byName(before), byName(after)];
  const changed = [...is].flatMap(([name, document]) => {
    const earlier = was.get(name);
    if (isWhole(document) === (earlier === undefined || isWhole(earlier))) return [];
    return [
      isWhole(document) ? recovered(run, name, earlier, document) : failed(run, name, earlier, document),
    ];
  });
  const gone = [...was]
    .filter(([name]) => !is.has(name))
    .map(([name, document]) => dropped(run, name, document));
  return [...changed, ...gone];
}

type Earlier = EvidenceDocument | undefined;

function recovered(run: string, name: string, before: Earlier, after: EvidenceDocument): DriftEvent {
  return event(run, 'collection.recovered', name, before, after, `${name} was collected completely again.`);
}

function failed(run: string, name: string, before: Earlier, after: EvidenceDocument): DriftEvent {
  const message = `${name} is ${after.completeness}: ${after.problem?.message ?? 'no reason given'}`;
  return event(run, 'collection.failed', name, before, after, message);
}

function dropped(run: string, name: string, before: EvidenceDocument): DriftEvent {
  const message = `${name} is no longer collected: the configuration does not ask for it.`;
  return event(run, 'collection.failed', name, before, undefined, message);
}

function event(
  run: string,
  type: 'collection.failed' | 'collection.recovered',
  subject: string,
  before: Earlier,
  after: Earlier,
  message: string,
): DriftEvent {
  const [from, to] = [before?.completeness ?? null, after?.completeness ?? null];
  return driftEvent(run, { type, control: null, subject, before: from, after: to, message });
}

function byName(documents: readonly EvidenceDocument[]): Map<string, EvidenceDocument> {
  return new Map(documents.map((document) => [`${document.connection}/${document.dataset}`, document]));
}
