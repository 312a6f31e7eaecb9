import * as z from 'zod/mini';
import { events, type OnePasswordEvent } from '../../../evidence/datasets/onepassword.ts';
import { dayMs } from '../../../evidence/day.ts';
import { attestationOn, attestedText, despiteText } from '../../../judging/attestation.ts';
import { unseenEvidence } from '../../../judging/attested.ts';
import {
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { named, whoOf } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { onePasswordApplies } from './vault-needs.ts';

const memoryMs = 30 * dayMs;

/**
 * No API of 1Password tells whether two-factor authentication is enforced or on, so the account as a whole stays
 * unknown. Events only contradict. One does so by its own words: a sign-in that succeeded (`success`) with the second
 * factor missing (`mfa_missing`). Deliberately not counted against anybody:
 * - `mfa_missing` of a sign-in that failed: the door held;
 * - a success without `mfa_ok`, such as `credentials_ok`: known devices are not asked again;
 * - `non_sso_user` and `sso_failed`: how somebody signed in, not with how many factors;
 * - `disblmfa`: under enforcement the person must set it up anew at the next sign-in.
 * A later success with `mfa_ok` shows a second factor and clears the person; after 30 days an event no longer counts. A
 * success of which the kind is not told may have been one without: unknown, until a later `mfa_ok`.
 */
export const onePasswordMfaEnforced = defineControl({
  id: 'onepassword.mfa-enforced',
  version: 3,
  title: '1Password enforces two-factor authentication',
  meaning:
    'Everybody signs in to 1Password with a second factor, enforced by policy: attested, as no API tells, and contradicted by any sign-in that succeeded without one.',
  fix: 'Turn on “Enforce two-factor authentication” in 1Password’s security policies, and have the person set it up.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.5'] },
  needs: [optional(events)],
  parameters: () => z.strictObject({}),
  attested: true,
  applies: onePasswordApplies,
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const ours = input.documents.filter(({ provider }) => provider === 'onepassword');
  // As the control is given them: what earlier nights lost of the events is missing as well.
  const logs = input.views(events).map(({ document }) => document);
  for (const connection of new Set(ours.map((document) => document.connection))) {
    const attestation = attestationOn(input.attestation, 'connections', connection);
    const unseen = unseenEvidence(logs, connection, events);
    if (attestation && !unseen)
      yield { ...named(connection), verdict: 'pass', reason: attestedText(attestation, input.now) };
    else
      yield {
        ...named(connection),
        verdict: 'unknown',
        reason: attestation && unseen ? unseen : notAttested,
      };
  }
  const latest = new Map<string, SignIn>();
  for (const view of input.views(events))
    for (const signIn of signIns(view, input.now)) keepLatest(latest, signIn);
  for (const [subject, { event, telling }] of latest) {
    const [who, day] = [whoOf('sign-ins', subject, subject), event.timestamp.slice(0, 10)];
    const without = `Signed in without a second factor on ${day}${despiteText(input.attestation)}.`;
    if (telling === 'missing') yield { ...who, verdict: 'fail', reason: without };
    const unclear = `It is not known whether the sign-in of ${day} was without a second factor.`;
    if (telling === 'unclear') yield { ...who, verdict: 'unknown', reason: unclear };
  }
}

/** A sign-in that says something of a second factor. */
interface SignIn {
  readonly event: OnePasswordEvent;
  readonly telling: 'ok' | 'unclear' | 'missing';
}

const notAttested =
  '1Password has no API that tells whether two-factor authentication is enforced: look at its security policies and record it with “exhibit attest onepassword.mfa-enforced”.';

function* signIns(view: DatasetView<OnePasswordEvent>, now: Date): Iterable<SignIn> {
  const since = new Date(now.getTime() - memoryMs);
  for (const events of [view.earlier(since.toISOString()), view.records()])
    for (const event of events) {
      const telling = tellingOf(event);
      if (telling && !(Date.parse(event.timestamp) < since.getTime())) yield { event, telling };
    }
}

function tellingOf({ category, feed, type }: OnePasswordEvent): SignIn['telling'] | null {
  if (feed !== 'sign-in' || (category !== null && category !== 'success')) return null;
  if (type === null) return 'unclear';
  if (type === 'mfa_missing') return category === null ? 'unclear' : 'missing';
  return type === 'mfa_ok' && category !== null ? 'ok' : null;
}

const gravity = { ok: 0, unclear: 1, missing: 2 } as const;

/** What is not told clears nobody, and of two at the same moment the graver one stays. */
function keepLatest(latest: Map<string, SignIn>, signIn: SignIn): void {
  const { event, telling } = signIn;
  const person = normalAddress(event.targetEmail ?? '') || (event.targetId ?? `sign-in ${event.uuid}`);
  const before = latest.get(person);
  const lead = before ? Date.parse(event.timestamp) - Date.parse(before.event.timestamp) : 1;
  const graver = !before || gravity[telling] > gravity[before.telling];
  const clears = telling === 'ok' && lead > 0;
  const goesOn = before?.telling === telling && lead > 0;
  if ((graver && !isCleared(before, lead)) || clears || goesOn) latest.set(person, signIn);
}

/** Whether a later sign-in with a second factor is known already. */
function isCleared(before: SignIn | undefined, lead: number): boolean {
  return before?.telling === 'ok' && lead < 0;
}
