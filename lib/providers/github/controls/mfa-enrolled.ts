import * as z from 'zod/mini';
import {
  type GitHubOutsideCollaborator,
  members,
  outsideCollaborators,
} from '../../../evidence/datasets/github.ts';
import { users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import { isWhole } from '../../../evidence/document.ts';
import {
  type Assessed,
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { type Judgement, unknown, type Who, whoOf } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { googleEvidence } from '../../../judging/people/google-sign-in.ts';
import { type Asked, isManaged, judgeManaged, ownerOf } from './managed.ts';

interface Parameters {
  /** What a text message as second factor comes to: enrolled all the same, or not good enough. */
  readonly insecure: 'pass' | 'fail';
}

type Account = GitHubOutsideCollaborator;

export const githubMfaEnrolled = defineControl({
  id: 'github.mfa-enrolled',
  version: 2,
  title: 'Everyone with access to the GitHub organization has two-factor authentication',
  meaning:
    'No member and no outside collaborator of a GitHub organization is without two-factor authentication; managed users are judged by their identity provider’s evidence where that is Google, else by attestation.',
  fix: 'Ask the person to set it up under Settings › Password and authentication, or remove them from the organization.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [members, outsideCollaborators, optional(googleUsers)],
  attested: 'beside',
  parameters: () => z.strictObject({ insecure: z._default(z.enum(['pass', 'fail']), 'pass') }),
  *evaluate(input: ControlInput<Parameters>): Generator<Assessed> {
    for (const inside of input.views(members)) {
      const nobody = emptiness(inside);
      if (nobody) yield nobody;
    }
    for (const list of listsIn(input)) {
      if (isManaged(input, list.view.document.connection)) yield* judgeManagedList(input, list);
      else yield* judgeAll(list, input.parameters.insecure);
    }
  },
});

/** A list of people, and how those on it are called. */
interface List {
  readonly view: DatasetView<Account>;
  readonly whoIs: (account: Account) => Who;
}

function listsIn(input: ControlInput<Parameters>): readonly List[] {
  const inside = input.views(members).map((view): List => {
    const { connection } = view.document;
    return { view, whoIs: ({ id, login }) => whoOf(connection, id, login.toLowerCase()) };
  });
  const outside = input.views(outsideCollaborators).map((view): List => {
    const { connection } = view.document;
    return {
      view,
      whoIs: ({ id, login }) => whoOf(connection, `outside/${id}`, `${login.toLowerCase()} (outside)`),
    };
  });
  return [...inside, ...outside];
}

/** Bots have nothing to sign in with. An account that GitHub gives no type of counts as a person's. */
function* judgeAll({ view, whoIs }: List, insecure: Parameters['insecure']): Generator<Assessment> {
  const notSaid = unknown(notSaidText(view));
  for (const account of view.records())
    if (account.type !== 'Bot')
      yield { ...whoIs(account), ...(judge(account.twoFactor, insecure) ?? notSaid) };
}

/** With what kept the list from being read, where something did. */
function notSaidText({ document: { problem } }: DatasetView<Account>): string {
  const notSaid = 'GitHub did not say whether two-factor authentication is on.';
  return problem ? `${notSaid} ${problem.message}` : notSaid;
}

function* judgeManagedList(input: ControlInput<Parameters>, { view, whoIs }: List): Generator<Assessed> {
  const { connection } = view.document;
  const people = [...view.records()].filter(({ type }) => type !== 'Bot');
  const owners = people.map((account) => ownerOf(input, connection, account));
  const evidence = yield* googleEvidence(input, owners);
  const asked: Asked = { connection, fact: 'isEnrolledIn2Sv', notAttested: managedNotAttested };
  for (const account of people) {
    const whose = ownerOf(input, connection, account);
    yield { ...whoIs(account), ...judgeManaged(input, whose, evidence, asked) };
  }
}

const managedNotAttested =
  'GitHub knows nothing of a managed user’s second factor, and Google’s evidence knows nobody of this login: name the person under people.identities, or look at the identity provider and record it with “exhibit attest github.mfa-enrolled”.';

/** Null where GitHub did not say. */
function judge(twoFactor: Account['twoFactor'], insecure: Parameters['insecure']): Judgement | null {
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
      return null;
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
