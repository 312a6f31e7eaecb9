import * as z from 'zod/mini';
import { events, type OnePasswordEvent } from '../../../evidence/datasets/onepassword.ts';
import { type EvidenceDocument, isWhole } from '../../../evidence/document.ts';
import { attestedWords, despiteWords, wordOn } from '../../../judging/attestation.ts';
import {
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { named, whoOf } from '../../../judging/judgement.ts';
import { isOf, optional } from '../../../judging/need.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { onePasswordApplies } from './vault-needs.ts';

const memoryMs = 30 * 86_400_000;

/**
 * No API of 1Password tells whether two-factor authentication is enforced or on, so the account as a whole stays
 * unknown. Events only contradict. One does so by its own words: a sign-in that succeeded (`success`) with the second
 * factor missing (`mfa_missing`). Deliberately not counted against anybody:
 * - `mfa_missing` of a sign-in that failed: the door held;
 * - a success without `mfa_ok`, such as `credentials_ok`: known devices are not asked again;
 * - `non_sso_user` and `sso_failed`: how somebody signed in, not with how many factors;
 * - `disblmfa`: under enforcement the person must set it up anew at the next sign-in.
 * A later success with `mfa_ok` shows a second factor and clears the person; after 30 days an event no longer counts.
 */
export const onePasswordMfaEnforced = defineControl({
  id: 'onepassword.mfa-enforced',
  version: 2,
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
  for (const connection of new Set(ours.map((document) => document.connection))) {
    const word = wordOn(input.attestation, 'connections', connection);
    const unseen = unseenOf(ours.filter((document) => document.connection === connection));
    if (word && !unseen)
      yield { ...named(connection), verdict: 'pass', reason: attestedWords(word, input.now) };
    else yield { ...named(connection), verdict: 'unknown', reason: word && unseen ? unseen : notTold };
  }
  const latest = new Map<string, OnePasswordEvent>();
  for (const view of input.views(events))
    for (const event of signIns(view, input.now)) keepLatest(latest, event);
  for (const [subject, { timestamp, type }] of latest)
    if (type === 'mfa_missing')
      yield {
        ...whoOf('sign-ins', subject, subject),
        verdict: 'fail',
        reason: `Signed in without a second factor on ${timestamp.slice(0, 10)}${despiteWords(input.attestation)}.`,
      };
}

/** Why sign-ins that would contradict a word may not have been seen; null where all were, or none are configured. */
function unseenOf(documents: readonly EvidenceDocument[]): string | null {
  const seen = documents.find((document) => isOf(document, events));
  if (!seen || isWhole(seen) || seen.problem?.code === 'not-configured') return null;
  return `Somebody attested it, but whether anybody signed in without a second factor was not seen: ${seen.problem?.message ?? 'the list of events is not whole.'}`;
}

const notTold =
  '1Password has no API that tells whether two-factor authentication is enforced: look at its security policies and record it with “exhibit attest onepassword.mfa-enforced”.';

function* signIns(view: DatasetView<OnePasswordEvent>, now: Date): Iterable<OnePasswordEvent> {
  const since = new Date(now.getTime() - memoryMs);
  for (const events of [view.earlier(since.toISOString()), view.records()])
    for (const event of events)
      if (isTelling(event) && !(Date.parse(event.timestamp) < since.getTime())) yield event;
}

function isTelling({ category, feed, type }: OnePasswordEvent): boolean {
  return feed === 'sign-in' && category === 'success' && (type === 'mfa_missing' || type === 'mfa_ok');
}

/** Of two at the same moment the contradiction stays. */
function keepLatest(latest: Map<string, OnePasswordEvent>, event: OnePasswordEvent): void {
  const person = normalAddress(event.targetEmail ?? '') || (event.targetId ?? `sign-in ${event.uuid}`);
  const before = latest.get(person);
  const lead = before ? Date.parse(event.timestamp) - Date.parse(before.timestamp) : 1;
  if (lead > 0 || (lead === 0 && event.type === 'mfa_missing')) latest.set(person, event);
}
