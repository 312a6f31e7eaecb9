import * as z from 'zod/mini';
import { appGrants } from '../../evidence/datasets/google-workspace.ts';
import { type Assessed, type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { type Judgement, type Who, whoOf } from '../../judging/judgement.ts';
import { ifAsked } from '../../judging/need.ts';
import { addBusinessDays } from '../../judging/people/business-days.ts';
import { peopleNeeds } from '../../judging/people/directories.ts';
import type { LastDay, People } from '../../judging/people/people.ts';
import { withoutSource } from '../../judging/people/source.ts';
import { discovering } from '../services/registered.ts';
import { grantedAccounts } from './granted.ts';
import { leaversInSource } from './leavers-in-source.ts';
import { ownerOf, ownerText } from './owner.ts';
import { countedPopulation, type PersonalAccount, readPopulation } from './population.ts';
import { joinApplies, serviceNeeds } from './services.ts';

interface Parameters {
  readonly businessDays: number;
}

/** A stranger’s account is no leaver’s: `people.accounts-are-personal` reports it. */
export const leaversHaveNoAccess = defineControl<Parameters>({
  id: 'people.leavers-have-no-access',
  version: 4,
  title: 'Leavers have no access',
  meaning:
    'Nobody who left (by the file of leavers, or suspended, archived or gone in the people source) has an active account, or an application whose access nobody revoked, after a grace of some business days from the last day in the file, or else from the night it was first seen.',
  fix: 'Deactivate the account on that service, and revoke the access that the person gave to applications (Admin console, the person’s connected applications); or, if the person did not leave, restore them in the people source and correct the file of leavers.',
  mappings: {
    soc2: ['CC6.2', 'CC6.3'],
    iso27001: ['A.5.18', 'A.6.5'],
    nist80053: ['AC-2(1)', 'PS-4'],
    cis: ['6.2'],
  },
  needs: [...peopleNeeds, ...serviceNeeds, ifAsked(appGrants)],
  parameters: () =>
    z.strictObject({ businessDays: z._default(z.int().check(z.minimum(0), z.maximum(365)), 1) }),
  applies: (connected, settings) =>
    discovering(settings) === null && connected.includes('google-workspace') ? null : joinApplies(connected),
  evaluate,
});

function* evaluate(input: ControlInput<Parameters>): Iterable<Assessed> {
  const { now, people } = input;
  if (people.missing !== null) return yield withoutSource(people.missing);
  let judged = 0;
  for (const account of readPopulation(input)) {
    judged += 1;
    yield* graced(assess(account, people, now), account, input);
  }
  for (const { accounts, connection } of grantedAccounts(input)) {
    let passed = 0;
    for (const account of accounts) {
      judged += 1;
      const assessment = assess(account, people, now);
      // Of a large company's grants only those are named that somebody must look at.
      if (assessment === null || assessment.verdict === 'pass') passed += 1;
      else yield* graced(assessment, account, input);
    }
    if (passed > 0) yield { ...grantsOf(connection), ...inGoodHands(passed) };
  }
  for (const leaver of leaversInSource(input)) {
    judged += 1;
    yield leaver;
  }
  yield* countedPopulation(input, judged);
}

function grantsOf(connection: string): Who {
  return whoOf(connection, 'grants', `applications that people let in (${connection})`);
}

function inGoodHands(count: number): Judgement {
  return { verdict: 'pass', reason: `${count} of them, none with access from somebody who left.` };
}

function* graced(
  assessment: Left | null,
  { connection }: PersonalAccount,
  input: ControlInput<Parameters>,
): Iterable<Assessment> {
  if (assessment?.verdict === 'fail') yield withGrace(assessment, connection, input);
  else if (assessment) yield assessment;
}

/** What a leaver’s account comes to, with their last day where a file tells it. */
interface Left extends Assessment {
  readonly lastDay?: LastDay | null;
}

/** Null for a stranger: no person of the source, now or, as far as can be seen, before. */
function assess(account: PersonalAccount, people: People, now: Date): Left | null {
  const { connection } = account;
  const who: Who = { key: account.key, subject: account.subject };
  const owner = ownerOf(account, people, now);
  const compared = {
    expected: `somebody active in ${people.name}, or declared as shared`,
    seen: ownerText(account.whose, people),
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
      if (account.granted) {
        const reason = `${what} ${account.granted}`;
        return { ...who, verdict: 'fail', reason, ...compared, lastDay: owner.lastDay };
      }
      if (account.unstated === null)
        return {
          ...who,
          verdict: 'fail',
          reason: `${what} active in ${connection}.`,
          ...compared,
          lastDay: owner.lastDay,
        };
      const reason = `${what} ${connection} does not say ${account.unstated}.`;
      return { ...who, verdict: 'unknown', reason, ...compared };
    }
  }
}

/**
 * Counts from the last day that the file of leavers names; where somebody was seen gone before it, from that night. Where no
 * file tells, it counts from the night this was first seen, so that a service's slow hand-over is not a failure on the first. What was
 * there on the first night on which the service and the people were seen has no grace: the person may have left at any
 * time before. A service that is connected anew under another id is seen for the first time then.
 */
function withGrace(
  { lastDay = null, ...failure }: Left,
  connection: string,
  input: ControlInput<Parameters>,
): Assessment {
  const { now, parameters } = input;
  const first = input.failingSince(failure) ?? now.toISOString();
  if (lastDay) return countedFrom(failure, lastDay, first, input);
  const until = addBusinessDays(new Date(first), parameters.businessDays);
  const reason = `${failure.reason} First seen ${first.slice(0, 10)}.`;
  const dated = { ...failure, reason };
  const seen = [connection, ...input.people.sources].map((one) => input.seenSince(one));
  const isOlder = [input.firstJudged, ...seen].some((night) => Date.parse(first) <= Date.parse(night));
  return until > now && !isOlder ? { ...dated, excusedUntil: until.toISOString() } : dated;
}

/** The day is known, and so it matters no more since when services are seen. */
function countedFrom(
  failure: Assessment,
  { end }: LastDay,
  first: string,
  { now, parameters }: ControlInput<Parameters>,
): Assessment {
  const from = Date.parse(first) < end.getTime() ? new Date(first) : end;
  const until = addBusinessDays(from, parameters.businessDays);
  return until > now ? { ...failure, excusedUntil: until.toISOString() } : failure;
}
