import type { Dataset } from '../../evidence/dataset.ts';
import { type Member, membersOf } from '../../evidence/datasets/declared.ts';
import { isWhole } from '../../evidence/document.ts';
import type { Assessed, ControlInput } from '../../judging/control.ts';
import { type Judgement, whoOf } from '../../judging/judgement.ts';
import { isJudged, subjectOf } from './accounts.ts';
import { inDoubt } from './doubt.ts';

interface ByPolicies<Policy extends object> {
  readonly title: string;
  readonly policies: Dataset<Policy>;
  /** `areAll`: whether every policy of the connection was read. */
  readonly judge: (listed: readonly Policy[], areAll: boolean) => (person: Member) => Judgement;
}

/** What the policies of each connection come to for everybody there of whom a verdict speaks. */
export function* judgeByPolicies<Policy extends object>(
  { views }: ControlInput,
  { judge, policies, title }: ByPolicies<Policy>,
): Generator<Assessed> {
  for (const { batches, document } of views(membersOf(policies.provider))) {
    const beside = views(policies).find((view) => view.document.connection === document.connection);
    const judged = judge([...(beside?.records() ?? [])], beside !== undefined && isWhole(beside.document));
    for (const people of batches())
      yield people.filter(isJudged).map((person) => ({
        ...whoOf(document.connection, person.id, subjectOf(person)),
        ...inDoubt(person, title, judged(person)),
      }));
  }
}
