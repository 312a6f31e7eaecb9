import * as z from 'zod/mini';
import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import { type Assessment, defineControl } from '../../judging/control.ts';
import { named } from '../../judging/judgement.ts';
import { clockObstacle } from '../../judging/roll-up.ts';

export const evidenceComplete = defineControl({
  id: 'evidence.complete',
  version: 1,
  title: 'The evidence itself is complete',
  meaning: 'Every dataset of every configured connection was collected whole in this run.',
  fix: 'Run `exhibit doctor`, grant what it says is missing, and collect again.',
  mappings: {
    soc2: ['CC4.1', 'CC7.2'],
    iso27001: ['A.5.28', 'A.8.15'],
    nist80053: ['CA-7', 'AU-12'],
    cis: ['8.1'],
  },
  needs: [],
  parameters: () => z.strictObject({}),
  applies: () => null,
  *evaluate(input) {
    for (const document of input.documents) yield assess(document);
  },
});

function assess(document: EvidenceDocument): Assessment {
  const who = named(`${document.connection}/${document.dataset}`);
  if (!isWhole(document)) return { ...who, verdict: 'fail', reason: lackOf(document) };
  const clock = clockObstacle(document);
  if (clock !== null) return { ...who, verdict: 'unknown', reason: clock };
  return { ...who, verdict: 'pass', reason: '' };
}

function lackOf({ completeness, problem }: EvidenceDocument): string {
  const what = completeness === 'partial' ? 'Cut short' : 'Nothing usable was collected';
  return problem ? `${what} (${problem.code}): ${problem.message}` : `${what}; no cause was recorded.`;
}
