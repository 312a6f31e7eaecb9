import * as z from 'zod/mini';
import { type Assessed, type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import type { Who } from '../../judging/judgement.ts';
import { peopleNeeds } from '../../judging/people/directories.ts';
import type { People } from '../../judging/people/people.ts';
import { withoutSource } from '../../judging/people/source.ts';
import { noAddressText, ownerText, severalText } from './owner.ts';
import { countedPopulation, type PersonalAccount, readPopulation } from './population.ts';
import { joinApplies, serviceNeeds } from './services.ts';

export const accountsArePersonal = defineControl({
  id: 'people.accounts-are-personal',
  version: 3,
  title: 'Every account belongs to a known person',
  meaning:
    'Every human account of every connected service that is not deactivated belongs to a person in the people source, or is declared as a shared account.',
  fix: 'Deactivate the account; or, if it is somebody’s, map it under people.identities; or, if several people use it, declare it under sharedAccounts.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.16'], nist80053: ['IA-2'], cis: ['5.1'] },
  needs: [...peopleNeeds, ...serviceNeeds],
  parameters: () => z.strictObject({}),
  applies: joinApplies,
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  const { people } = input;
  if (people.missing !== null) return yield withoutSource(people.missing);
  let judged = 0;
  for (const account of readPopulation(input)) {
    judged += 1;
    yield assess(account, people);
  }
  yield* countedPopulation(input, judged);
}

function assess(account: PersonalAccount, people: People): Assessment {
  const { connection, twin, unstated, whose } = account;
  const who: Who = { key: account.key, subject: account.subject };
  const compared = {
    expected: `a person of ${people.name}, or declared as shared`,
    seen: ownerText(whose, people),
  };
  const unknown = (reason: string): Assessment => ({ ...who, verdict: 'unknown', reason, ...compared });
  const pass = (reason: string): Assessment => ({ ...who, verdict: 'pass', reason, ...compared });
  switch (whose.kind) {
    case 'shared':
      return pass(`Declared as the shared account “${whose.name}”.`);
    case 'untold':
      return unknown(noAddressText(connection));
    case 'several':
      return unknown(severalText(whose.address, whose.who));
    case 'person':
      return twin === null ? pass('') : unknown(twin);
    case 'nobody': {
      const where = `${whose.address} is not among the people of ${people.name}`;
      if (!whose.confirmed) return unknown(`${where}, which did not show everybody.`);
      const reason = `${where}, and the account is not declared as shared.`;
      if (unstated === null) return { ...who, verdict: 'fail', reason, ...compared };
      return unknown(`${reason} ${connection} does not say ${unstated}.`);
    }
  }
}
