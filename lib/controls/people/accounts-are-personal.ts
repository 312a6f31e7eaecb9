import * as z from 'zod/mini';
import { users as googleUsers } from '../../evidence/datasets/google-workspace.ts';
import { type Assessed, type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import type { Who } from '../../judging/judgement.ts';
import { type Directory, readDirectory } from '../../judging/people/directory.ts';
import { peopleSource, withoutSource } from '../../judging/people/source.ts';
import { type PersonalAccount, readPopulation } from './population.ts';
import { joinApplies, serviceNeeds } from './services.ts';

export const accountsArePersonal = defineControl({
  id: 'people.accounts-are-personal',
  version: 1,
  title: 'Every account belongs to a known person',
  meaning:
    'Every human account of every connected service that is not deactivated belongs to a person in the people source, or is declared as a shared account.',
  fix: 'Deactivate the account; or, if it is somebody’s, map it under people.identities; or, if several people use it, declare it under sharedAccounts.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.16'], nist80053: ['IA-2'], cis: ['5.1'] },
  needs: [googleUsers, ...serviceNeeds],
  parameters: () => z.strictObject({}),
  applies: joinApplies,
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  const source = peopleSource(input);
  if (!source.view) return yield withoutSource(source.missing);
  const { accounts, addresses } = readPopulation(input);
  const directory = yield* readDirectory(source.view, addresses);
  for (const account of accounts) yield assess(account, directory);
}

function assess(account: PersonalAccount, directory: Directory): Assessment {
  const { person, shared, connection } = account;
  const who: Who = { key: account.key, subject: account.subject };
  if (shared !== null)
    return { ...who, verdict: 'pass', reason: `Declared as the shared account “${shared}”.` };
  if (person === null) {
    const reason = `${connection} gives no address for this account: say whose it is under people.identities.`;
    return { ...who, verdict: 'unknown', reason };
  }
  if (directory.people.has(person)) return { ...who, verdict: 'pass', reason: '' };
  const where = `${person} is not among the people of ${directory.connection}`;
  if (!directory.whole)
    return { ...who, verdict: 'unknown', reason: `${where}, which did not show everybody.` };
  const reason = `${where}, and the account is not declared as shared.`;
  if (account.surelyActive) return { ...who, verdict: 'fail', reason };
  return {
    ...who,
    verdict: 'unknown',
    reason: `${reason} ${connection} does not say whether it is active.`,
  };
}
