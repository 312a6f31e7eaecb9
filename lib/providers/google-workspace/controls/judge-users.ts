import { type GoogleUser, users } from '../../../evidence/datasets/google-workspace.ts';
import type { Assessed, Assessment, ControlInput, DatasetView } from '../../../judging/control.ts';
import { type Judgement, whoOf } from '../../../judging/judgement.ts';
import { accountStatus } from './account-status.ts';

/** Judges one person; null for who is not in the control's population. */
export type Judge = (user: GoogleUser) => Judgement | null;

const unclear = 'Google did not say whether this account is suspended or archived';

/**
 * Judges every account that is or may be active, connection by connection, batch by batch.
 * `judgeOf` is called once per connection and may prepare what its judge looks up.
 */
export function* judgePeople(
  input: ControlInput,
  judgeOf: (users: DatasetView<GoogleUser>) => Judge,
): Generator<Assessed> {
  for (const view of input.views(users)) {
    const judge = judgeOf(view);
    for (const batch of view.batches())
      yield batch.flatMap((user) => assess(view.document.connection, user, judge) ?? []);
  }
}

function assess(connection: string, user: GoogleUser, judge: Judge): Assessment | null {
  const status = accountStatus(user);
  if (status === 'inactive') return null;
  const judgement = judge(user);
  if (!judgement) return null;
  return {
    ...whoOf(connection, user.id, user.primaryEmail.toLowerCase()),
    ...(status === 'unclear' ? doubt(judgement) : judgement),
  };
}

/** An account that may be active can fail, but it cannot pass: the evidence does not say that it is judged rightly. */
function doubt(judgement: Judgement): Judgement {
  if (judgement.verdict === 'pass') return { verdict: 'unknown', reason: `${unclear}.` };
  return { ...judgement, reason: `${judgement.reason} ${unclear}; it is treated as active.` };
}
