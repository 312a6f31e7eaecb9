import * as z from 'zod/mini';
import {
  type GitHubOutsideCollaborator,
  members,
  outsideCollaborators,
} from '../../../evidence/datasets/github.ts';
import { isWhole } from '../../../evidence/document.ts';
import {
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { type Judgement, unknown, type Who, whoOf } from '../../../judging/judgement.ts';

interface Parameters {
  /** What a text message as second factor comes to: enrolled all the same, or not good enough. */
  readonly insecure: 'pass' | 'fail';
}

type Account = GitHubOutsideCollaborator;

export const githubMfaEnrolled = defineControl({
  id: 'github.mfa-enrolled',
  version: 1,
  title: 'Everyone with access to the GitHub organization has two-factor authentication',
  meaning:
    'No member and no outside collaborator of a GitHub organization is without two-factor authentication.',
  fix: 'Ask the person to set it up under Settings › Password and authentication, or remove them from the organization.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [members, outsideCollaborators],
  parameters: () => z.strictObject({ insecure: z._default(z.enum(['pass', 'fail']), 'pass') }),
  *evaluate(input: ControlInput<Parameters>) {
    const { insecure } = input.parameters;
    for (const inside of input.views(members)) {
      yield* judgeAll(inside, insecure, (id, login) => whoOf(inside.document.connection, id, login));
      const nobody = emptiness(inside);
      if (nobody) yield nobody;
    }
    for (const outside of input.views(outsideCollaborators))
      yield* judgeAll(outside, insecure, (id, login) =>
        whoOf(outside.document.connection, `outside/${id}`, `${login} (outside)`),
      );
  },
});

/** Bots have nothing to sign in with. An account that GitHub gives no type of counts as a person's. */
function* judgeAll(
  { records }: DatasetView<Account>,
  insecure: Parameters['insecure'],
  whoIs: (id: string, login: string) => Who,
): Generator<Assessment> {
  for (const { id, login, twoFactor, type } of records())
    if (type !== 'Bot')
      yield {
        ...whoIs(id, login.toLowerCase()),
        ...judge(twoFactor, insecure),
      };
}

function judge(twoFactor: Account['twoFactor'], insecure: Parameters['insecure']): Judgement {
  switch (twoFactor) {
    case 'enabled':
      return { verdict: 'pass', reason: '' };
    case 'insecure':
      return {
        verdict: insecure,
        reason:
          'Two-factor authentication is on, but by a method that GitHub calls insecure, such as text messages.',
      };
    case 'disabled':
      return { verdict: 'fail', reason: 'Two-factor authentication is off.' };
    default:
      return { verdict: 'unknown', reason: 'GitHub did not say whether two-factor authentication is on.' };
  }
}

/** Every organization has an owner: without a person among the members, what was seen was not the organization. */
function emptiness({ document, records }: DatasetView<Account>): Assessment | null {
  if (!isWhole(document)) return null;
  for (const { type } of records()) if (type !== 'Bot') return null;
  const reason = 'The list of members names no person, though every organization has an owner.';
  const { connection } = document;
  return { ...whoOf(connection, 'members', `members of ${connection}`.toLowerCase()), ...unknown(reason) };
}
