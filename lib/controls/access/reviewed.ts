import * as z from 'zod/mini';
import { dayMs } from '../../evidence/day.ts';
import { type Attestation, attestedWords } from '../../judging/attestation.ts';
import { attested } from '../../judging/attested.ts';
import { type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { named } from '../../judging/judgement.ts';
import { hasOwnSignIn, isReviewed } from '../../providers/services.ts';

/**
 * A review is a person's work, prepared from the evidence by `exhibit review`. The sheets that lie with the word, and what
 * was connected when it was given, say which services it was about: one that came later was not reviewed, and that is
 * unknown until it is.
 */
export const accessReviewed = defineControl({
  id: 'access.reviewed',
  version: 3,
  title: 'Access is reviewed',
  meaning:
    'A review of who has access to what was recorded within a year, of every service that is connected; with a sheet of each where it was recorded with sheets.',
  fix: 'Prepare the sheets with “exhibit review”, go through them, mend what should not be, and record them with “exhibit attest access.reviewed --file …”.',
  mappings: { soc2: ['CC6.2', 'CC6.3'], iso27001: ['A.5.18'], nist80053: ['AC-2'], cis: ['6.8', '5.1'] },
  needs: [],
  parameters: () => z.strictObject({ days: z._default(z.int().check(z.minimum(1), z.maximum(3660)), 365) }),
  attested: true,
  attestedDays: 365,
  applies: (connected) =>
    connected.some(hasOwnSignIn) ? null : 'No service besides Google Workspace is connected.',
  evaluate,
});

const review = named('access review');

function evaluate(input: ControlInput<{ days: number }>): Iterable<Assessment> {
  const { attestation, documents, now, parameters } = input;
  if (!attestation) return [{ ...review, verdict: 'unknown', reason: nothing }];
  const oldest = now.getTime() - parameters.days * dayMs;
  if (Date.parse(attestation.at) < oldest) {
    const reason = `The last review was recorded on ${attestation.at.slice(0, 10)}, more than ${parameters.days} days ago.`;
    return [{ ...review, verdict: 'fail', reason }];
  }
  const passed: Assessment = { ...review, verdict: 'pass', reason: attestedWords(attestation, now) };
  const connections = reviewable(documents);
  const bare = withoutSheet(attestation, connections);
  return [passed, ...connections.flatMap((name) => unreviewed(input, name, bare) ?? [])];
}

/** Connections of services that `exhibit review` makes a sheet of. */
function reviewable(documents: ControlInput['documents']): readonly string[] {
  const ours = documents.filter(({ provider }) => isReviewed(provider)).map(({ connection }) => connection);
  return [...new Set(ours)].sort();
}

/** A service that the review was not about: it has no sheet where others have one, or was connected since. */
function unreviewed(input: ControlInput, name: string, bare: ReadonlySet<string>): Assessment | null {
  const day = input.attestation?.at.slice(0, 10);
  const untold = `The review of ${day} has no sheet of ${name}: review it with “exhibit review”, and record all sheets again.`;
  if (bare.has(name)) return { ...named(name), verdict: 'unknown', reason: untold };
  const later = `${name} has not been reviewed: review it with “exhibit review”, and record it.`;
  const said = attested(input, { kind: 'connections', name }, later);
  return said.verdict === 'pass' ? null : { ...named(name), ...said };
}

/** Services of which no sheet was recorded, where any sheet was: files of other names tell nothing of services. */
function withoutSheet({ files }: Attestation, connections: readonly string[]): ReadonlySet<string> {
  const sheets = new Set(files.map(({ name }) => name));
  const missing = connections.filter((connection) => !sheets.has(sheetName(connection)));
  return new Set(missing.length === connections.length ? [] : missing);
}

/** What `exhibit review` calls the sheet of a connection. */
export function sheetName(connection: string): string {
  return `${connection}.csv`;
}

const nothing =
  'No review that still counts is recorded: prepare one with “exhibit review”, and record it with “exhibit attest access.reviewed --file …”.';
