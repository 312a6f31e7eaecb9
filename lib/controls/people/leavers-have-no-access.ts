import * as z from 'zod/mini';
import { type Assessed, type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import type { Who } from '../../judging/judgement.ts';
import { addBusinessDays } from '../../judging/people/business-days.ts';
import { peopleNeeds } from '../../judging/people/directories.ts';
import type { People } from '../../judging/people/people.ts';
import { withoutSource } from '../../judging/people/source.ts';
import { ownerOf, ownerWords } from './owner.ts';
import { countedPopulation, type PersonalAccount, readPopulation } from './population.ts';
import { joinApplies, serviceNeeds } from './services.ts';

interface Parameters {
  readonly businessDays: number;
}

/** A stranger’s account is no leaver’s: `people.accounts-are-personal` reports it. */
export const leaversHaveNoAccess = defineControl<Parameters>({
  id: 'people.leavers-have-no-access',
  version: 3,
  title: 'Leavers have no access',
  meaning:
    'Nobody who left (suspended or archived in the people source, or gone from it) has an active account on another connected service, after a grace of some business days from the night it was first seen.',
  fix: 'Deactivate the account on that service; or, if the person did not leave, restore them in the people source.',
  mappings: {
    soc2: ['CC6.2', 'CC6.3'],
    iso27001: ['A.5.18', 'A.6.5'],
    nist80053: ['AC-2(1)', 'PS-4'],
    cis: ['6.2'],
  },
  needs: [...peopleNeeds, ...serviceNeeds],
  parameters: () =>
    z.strictObject({ businessDays: z._default(z.int().check(z.minimum(0), z.maximum(365)), 1) }),
  applies: joinApplies,
  evaluate,
});

function* evaluate(input: ControlInput<Parameters>): Iterable<Assessed> {
  const { people } = input;
  if (people.missing !== null) return yield withoutSource(people.missing);
  let judged = 0;
  for (const account of readPopulation(input)) {
    const assessment = assess(account, people);
    judged += 1;
    if (!assessment) continue;
    yield assessment.verdict === 'fail' ? withGrace(assessment, account, input) : assessment;
  }
  yield* countedPopulation(input, judged);
}

/** Null for a stranger: no person of the source, now or, as far as can be seen, before. */
function assess(account: PersonalAccount, people: People): Assessment | null {
  const { connection } = account;
  const who: Who = { key: account.key, subject: account.subject };
  const owner = ownerOf(account, people);
  const compared = {
    expected: `somebody active in ${people.name}, or declared as shared`,
    seen: ownerWords(account.whose, people),
  };
  switch (owner.kind) {
    case 'stranger':
      return null;
    case 'known':
      return { ...who, verdict: 'pass', reason: '', ...compared };
    case 'shared':
      return {
        ...who,
        verdict: 'pass',
        reason: `Declared as the shared account “${owner.name}”.`,
        ...compared,
      };
    case 'unclear':
      return { ...who, verdict: 'unknown', reason: owner.reason, ...compared };
    case 'left': {
      const what = `${owner.person} is ${owner.how}, and`;
      if (account.untold === null)
        return { ...who, verdict: 'fail', reason: `${what} active in ${connection}.`, ...compared };
      const reason = `${what} ${connection} does not say ${account.untold}.`;
      return { ...who, verdict: 'unknown', reason, ...compared };
    }
  }
}

/**
 * Counts from the night this was first seen, so that a service's slow hand-over is not a failure on the first. What was
 * there on the first night on which the service and the people were seen has no grace: the person may have left at any
 * time before. A service that is connected anew under another id is seen for the first time then.
 */
function withGrace(
  failure: Assessment,
  { connection }: PersonalAccount,
  input: ControlInput<Parameters>,
): Assessment {
  const { now, parameters } = input;
  const first = input.failingSince(failure) ?? now.toISOString();
  const until = addBusinessDays(new Date(first), parameters.businessDays);
  const reason = `${failure.reason} First seen ${first.slice(0, 10)}.`;
  const dated = { ...failure, reason };
  const seen = [connection, ...input.people.sources].map((one) => input.seenSince(one));
  const isOlder = [input.firstJudged, ...seen].some((night) => Date.parse(first) <= Date.parse(night));
  return until > now && !isOlder ? { ...dated, excusedUntil: until.toISOString() } : dated;
}
