import type { Assessment, ControlInput } from '../../judging/control.ts';
import type { Who } from '../../judging/judgement.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { addBusinessDays } from '../../judging/people/business-days.ts';
import type { Found, LastDay } from '../../judging/people/people.ts';

/** What the people source says of those whose last day is over: whoever is active there still has access, and to more than one service. */
export function* leaversInSource(
  input: ControlInput<{ readonly businessDays: number }>,
): Generator<Assessment> {
  const { now, people, settings } = input;
  const seen = new Set<string>();
  for (const { person } of settings.people.leavers ?? []) {
    const address = normalAddress(person);
    const lastDay = people.lastDay(address);
    const found = people.find(address);
    const name = found.kind === 'person' ? found.person.address : address;
    if (lastDay === null || lastDay.end > now || seen.has(name)) continue;
    seen.add(name);
    const source = found.kind === 'person' ? found.person.source : people.name;
    const who = { key: `leaver ${name}`, subject: `${name} (${source})` };
    yield assess({ found, input, lastDay, source }, who);
  }
}

interface Leaving {
  readonly found: Found;
  readonly input: ControlInput<{ readonly businessDays: number }>;
  readonly lastDay: LastDay;
  /** The connection that says how they stand there. */
  readonly source: string;
}

function assess({ found, input, lastDay, source }: Leaving, who: Who): Assessment {
  const { now, parameters } = input;
  const since = `By the file of leavers, ${lastDay.day} was their last day`;
  const expected = `gone since ${lastDay.day}`;
  if (found.kind === 'several')
    return {
      ...who,
      verdict: 'unknown',
      reason: `${since}, and several people claim the address.`,
      expected,
    };
  if (found.kind === 'nobody')
    return found.confirmed
      ? { ...who, verdict: 'pass', reason: '', expected, seen: `not in ${source}` }
      : { ...who, verdict: 'unknown', reason: `${since}; ${source} did not show everybody.`, expected };
  const { shared, status } = found.person;
  const seen = `${status ?? 'not known whether active'} in ${source}`;
  if (shared !== null) {
    const reason = `${since}, and the account is declared as shared (“${shared}”).`;
    return { ...who, verdict: 'unknown', reason, expected, seen };
  }
  if (status === null) {
    const reason = `${since}; ${source} does not say whether they are suspended or archived.`;
    return { ...who, verdict: 'unknown', reason, expected, seen };
  }
  if (status === 'invited') {
    const reason = `${since}, and ${source} has an invitation for them that is still open.`;
    return { ...who, verdict: 'unknown', reason, expected, seen };
  }
  if (status !== 'active') return { ...who, verdict: 'pass', reason: '', expected, seen };
  const until = addBusinessDays(lastDay.end, parameters.businessDays);
  const failure = { ...who, verdict: 'fail', reason: `${since}, and ${source} shows them active.` } as const;
  return { ...failure, expected, seen, ...(until > now ? { excusedUntil: until.toISOString() } : {}) };
}
