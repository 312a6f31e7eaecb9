import type { GitHubMember, GitHubOutsideCollaborator } from '../../../../lib/evidence/datasets/github.ts';
import { completenessOf } from '../../../../lib/evidence/document.ts';
import type { Problem } from '../../../../lib/evidence/problem.ts';
import type { Control, DatasetView } from '../../../../lib/judging/control.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { needStates, obstacles, rollUp } from '../../../../lib/judging/roll-up.ts';
import { assess, type Said } from '../../../judging/assess.ts';
import { inputOf } from '../../../judging/input.ts';
import { document } from '../../google-workspace/controls/world.ts';

export interface Part {
  readonly connection?: string;
  readonly dataset: string;
  readonly records: readonly object[];
  readonly problem?: Problem | null;
}

export const cutShort: Problem = { code: 'unavailable', message: 'It broke off.' };

export function member(login: string, changes: Partial<GitHubMember> = {}): GitHubMember {
  return { id: `id-${login}`, login, role: 'member', twoFactor: 'enabled', type: 'User', ...changes };
}

export function outsider(
  login: string,
  changes: Partial<GitHubOutsideCollaborator> = {},
): GitHubOutsideCollaborator {
  return { id: `id-${login}`, login, twoFactor: 'enabled', type: 'User', ...changes };
}

export interface Judged {
  readonly assessments: readonly Said[];
  /** Of the whole control, with what bars a pass. */
  readonly verdict: ReturnType<typeof rollUp>;
}

/** Runs a control on datasets, with its parameters as its schema reads them. */
export function judge(control: Control, parts: readonly Part[], parameters: object = {}): Judged {
  const views = parts.map(viewOf);
  const documents = views.map((view) => view.document);
  const assessments = assess(control, inputOf(control, views, new Date('2026-11-23T02:00:00Z'), parameters));
  const count = (verdict: string) => assessments.filter((one) => one.verdict === verdict).length;
  const counts = { pass: count('pass'), fail: count('fail'), unknown: count('unknown'), waived: 0 };
  return { assessments, verdict: rollUp(counts, obstacles(needStates(control.needs, documents), counts)) };
}

function viewOf({ connection = 'github', dataset, records, problem = null }: Part): DatasetView {
  const of = document(dataset, {
    provider: 'github',
    connection,
    completeness: completenessOf(records.length, problem),
    problem,
  });
  return datasetView(of, () => records);
}
