import * as z from 'zod/mini';
import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import { type Assessment, defineControl } from '../../judging/control.ts';
import { named } from '../../judging/judgement.ts';
import { optional } from '../../judging/need.ts';
import { clockObstacle } from '../../judging/roll-up.ts';
import { datasetsOf } from '../../judging/totals/control-total.ts';
import { countedLists, type HeldTotal, heldTotals } from '../../providers/totals.ts';

export const evidenceComplete = defineControl({
  id: 'evidence.complete',
  version: 2,
  title: 'The evidence itself is complete',
  meaning:
    'Every dataset of every configured connection was collected completely in this run, and no list of accounts is contradicted by a count of its provider.',
  fix: 'Run `exhibit doctor`, grant what it says is missing, and collect again; where a count does not agree, find out whom the list leaves out.',
  mappings: {
    soc2: ['CC4.1', 'CC7.2'],
    iso27001: ['A.5.28', 'A.8.15'],
    nist80053: ['CA-7', 'AU-12'],
    cis: ['8.1'],
  },
  needs: countedLists.flatMap(({ dataset, total }) => [
    optional(dataset),
    ...datasetsOf(total).map(optional),
  ]),
  parameters: () => z.strictObject({}),
  applies: () => null,
  *evaluate(input) {
    for (const document of input.documents) yield assess(document);
    for (const held of heldTotals(input)) yield* assessTotal(held);
  },
});

function assess(document: EvidenceDocument): Assessment {
  const who = named(`${document.connection}/${document.dataset}`);
  if (!isWhole(document)) return { ...who, verdict: 'fail', reason: lackOf(document) };
  const clock = clockObstacle(document);
  if (clock !== null) return { ...who, verdict: 'unknown', reason: clock };
  return { ...who, verdict: 'pass', reason: '' };
}

/** Where nothing was counted there is nothing to say: the package tells of each list what it is held against. */
function* assessTotal({ addsUp, connection, dataset, text }: HeldTotal): Generator<Assessment> {
  if (addsUp === null) return;
  const who = named(`${connection}/${dataset.name} total`);
  yield { ...who, verdict: addsUp ? 'pass' : 'unknown', reason: text };
}

function lackOf({ completeness, problem }: EvidenceDocument): string {
  const what = completeness === 'partial' ? 'Cut short' : 'Nothing usable was collected';
  return problem ? `${what} (${problem.code}): ${problem.message}` : `${what}; no cause was recorded.`;
}
