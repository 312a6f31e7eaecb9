import { type EvidenceDocument, isWhole } from '../evidence/document.ts';
import type { Verdict } from './control.ts';
import type { FindingStatus } from './finding.ts';
import { isOfNeed, type Need } from './need.ts';

/** A clock that differs by more than this from the provider's makes every judgement about time doubtful. */
export const clockToleranceMs = 5 * 60_000;

export type Counts = Readonly<Record<FindingStatus, number>>;

/** What one needed dataset was. */
export interface NeedState {
  readonly provider: string;
  readonly dataset: string;
  /** The one connection that the control reads, if it reads but one. */
  readonly connection?: string | undefined;
  readonly document: EvidenceDocument | null;
}

/** The documents behind a control's needs; a need that nothing was collected for has a null document. */
export function needStates(
  needs: readonly Need[],
  documents: readonly EvidenceDocument[],
): readonly NeedState[] {
  const connected = new Set(documents.map(({ provider }) => provider));
  return needs
    .filter((need) => !need.optional && (!need.ifConnected || connected.has(need.dataset.provider)))
    .filter((need) => !need.ifAsked || documents.some((document) => isOfNeed(document, need)))
    .flatMap((need): NeedState[] => {
      const { connection } = need;
      const { provider, name: dataset } = need.dataset;
      const found = documents.filter((document) => isOfNeed(document, need));
      if (found.length === 0) return [{ provider, dataset, connection, document: null }];
      return found.map((document) => ({ provider, dataset, connection, document }));
    });
}

/** Everything about the evidence itself that bars a pass, in words; empty when nothing does. */
export function obstacles(needs: readonly NeedState[], counts: Counts): readonly string[] {
  const found = needs.map(obstacleOf).filter((text) => text !== null);
  if (found.length === 0 && counts.pass + counts.fail + counts.unknown + counts.waived === 0)
    found.push('There is nobody and nothing to judge: an empty population proves nothing.');
  return found;
}

function obstacleOf({ provider, dataset, connection, document }: NeedState): string | null {
  if (!document) return `${connection ?? provider}/${dataset} was not collected.`;
  const name = `${document.connection}/${document.dataset}`;
  if (!isWhole(document))
    return `${name} is ${document.completeness} (${document.problem?.code ?? 'no reason given'}).`;
  return clockObstacle(document);
}

/** Words for a provider's clock that does not agree with ours, or null. */
export function clockObstacle(document: EvidenceDocument): string | null {
  const skew = document.clockSkewMs;
  if (skew === null || Math.abs(skew) <= clockToleranceMs) return null;
  const seconds = Math.round(skew / 1000);
  const name = `${document.connection}/${document.dataset}`;
  return `${name}: the provider's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours; set this machine's clock.`;
}

/** The verdict on the whole control. A pass needs that nobody fails, nobody is unknown and nothing bars it. */
export function rollUp(counts: Counts, barred: readonly string[]): Verdict {
  if (counts.fail > 0) return 'fail';
  return counts.unknown > 0 || barred.length > 0 ? 'unknown' : 'pass';
}
