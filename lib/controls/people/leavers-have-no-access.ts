import * as z from 'zod';
import { type Assessment, type ControlInput, defineControl } from '../control.ts';
import { domainOf } from './address.ts';
import { addBusinessDays } from './business-days.ts';
import { type Directory, readDirectory } from './directory.ts';
import { type PersonalAccount, readPopulation } from './population.ts';
import { joinApplies, serviceNeeds } from './services.ts';
import { peopleSource, withoutSource } from './source.ts';

interface Parameters {
  readonly businessDays: number;
}

/**
 * An address that is in no whole list of the source is taken for a leaver's when it is the company's (its domain is
 * in the source) or is mapped to a person; any other is a stranger's, which `people.accounts-are-personal` reports.
 */
export const leaversHaveNoAccess = defineControl<Parameters>({
  id: 'people.leavers-have-no-access',
  version: 1,
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
  needs: [{ provider: 'google-workspace', dataset: 'users' }, ...serviceNeeds],
  parameters: z.strictObject({ businessDays: z.int().min(0).max(365).default(1) }),
  applies: joinApplies,
  evaluate,
});

function* evaluate(input: ControlInput<Parameters>): Iterable<Assessment> {
  const source = peopleSource(input);
  if (!source.view) return yield withoutSource(source.missing);
  const { accounts, addresses } = readPopulation(input);
  const directory = readDirectory(source.view, addresses);
  for (const account of accounts) {
    const assessment = assess(account, directory);
    if (assessment) yield assessment.verdict === 'fail' ? withGrace(assessment, input) : assessment;
  }
}

/** Null for a stranger: no person of the source, now or, as far as can be seen, before. */
function assess(account: PersonalAccount, directory: Directory): Assessment | null {
  const { subject, person, shared, connection } = account;
  const unknown = (reason: string): Assessment => ({ subject, verdict: 'unknown', reason });
  if (shared !== null)
    return { subject, verdict: 'pass', reason: `Declared as the shared account “${shared}”.` };
  if (person === null)
    return unknown(
      `${connection} gives no address for this account: say whose it is under people.identities.`,
    );
  const known = directory.people.get(person);
  if (known?.standing === 'active') return { subject, verdict: 'pass', reason: '' };
  if (known?.standing === null)
    return unknown(`${directory.connection} does not say whether ${person} is suspended or archived.`);
  if (!known && !directory.whole)
    return unknown(`${person} was not found in ${directory.connection}, which did not show everybody.`);
  if (!known && !account.identified && !directory.domains.has(domainOf(person))) return null;
  const how = known ? `${known.standing} in` : 'not, or no longer, in';
  if (account.surelyActive)
    return {
      subject,
      verdict: 'fail',
      reason: `${person} is ${how} ${directory.connection}, and active in ${connection}.`,
    };
  return unknown(
    `${person} is ${how} ${directory.connection}, and ${connection} does not say whether the account is active.`,
  );
}

/**
 * Counts from the night this was first seen, so that a service's slow hand-over is not a failure on the first. What
 * was there on the very first night has no grace: the person may have left at any time before.
 */
function withGrace(failure: Assessment, input: ControlInput<Parameters>): Assessment {
  const { now, parameters } = input;
  const first = input.since(failure.subject) ?? now.toISOString();
  const until = addBusinessDays(new Date(first), parameters.businessDays);
  const reason = `${failure.reason} First seen ${first.slice(0, 10)}.`;
  const dated = { ...failure, reason };
  const isOlder = Date.parse(first) <= Date.parse(input.firstJudged);
  return until > now && !isOlder ? { ...dated, excusedUntil: until.toISOString() } : dated;
}
