import * as z from 'zod/mini';
import { type Attestation, attestedWords, wordOn } from '../../judging/attestation.ts';
import { type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { named } from '../../judging/judgement.ts';
import { hasOwnSignIn, services } from '../../providers/services.ts';

const dayMs = 86_400_000;

/**
 * A review is a person's work, prepared from the evidence by `exhibit review`. The sheets that lie with the word say
 * which services it was about: one that came later was not reviewed, and that is unknown until it is.
 */
export const accessReviewed = defineControl({
  id: 'access.reviewed',
  version: 3,
  title: 'Access is reviewed',
  meaning:
    'A review of who has access to what was recorded within a year, with a sheet of every connected service where it was recorded with sheets.',
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

function evaluate({
  attestation,
  documents,
  now,
  parameters,
}: ControlInput<{ days: number }>): Iterable<Assessment> {
  if (!attestation) return [{ ...review, verdict: 'unknown', reason: nothing }];
  const oldest = now.getTime() - parameters.days * dayMs;
  if (Date.parse(attestation.at) < oldest) {
    const reason = `The last review was recorded on ${attestation.at.slice(0, 10)}, more than ${parameters.days} days ago.`;
    return [{ ...review, verdict: 'fail', reason }];
  }
  const passed: Assessment = { ...review, verdict: 'pass', reason: attestedWords(attestation) };
  return [passed, ...withoutSheet(attestation, documents)];
}

/** Services of which no sheet was recorded, where any sheet was: files of other names tell nothing of services. */
function withoutSheet(word: Attestation, documents: ControlInput['documents']): readonly Assessment[] {
  const { at, files } = word;
  const known = new Set(services.filter(({ review }) => review !== null).map(({ provider }) => provider));
  const ours = documents.filter(({ provider }) => known.has(provider)).map(({ connection }) => connection);
  const connections = [...new Set(ours)].sort();
  const sheets = new Set(files.map(({ name }) => name));
  const missing = connections.filter((connection) => !sheets.has(sheetName(connection)));
  // A word without sheets is about what was connected when it was given.
  if (missing.length === connections.length) return connections.flatMap((one) => cameLater(one, word));
  return missing.map((connection) => ({
    ...named(connection),
    verdict: 'unknown',
    reason: `The review of ${at.slice(0, 10)} has no sheet of ${connection}: review it with “exhibit review”, and record all sheets again.`,
  }));
}

function cameLater(connection: string, word: Attestation): readonly Assessment[] {
  if (wordOn(word, 'connections', connection)) return [];
  const reason = `${connection} was connected after the review of ${word.at.slice(0, 10)}: review it with “exhibit review”, and record that.`;
  return [{ ...named(connection), verdict: 'unknown', reason }];
}

/** What `exhibit review` calls the sheet of a connection. */
export function sheetName(connection: string): string {
  return `${connection}.csv`;
}

const nothing =
  'No review that still counts is recorded: prepare one with “exhibit review”, and record it with “exhibit attest access.reviewed --file …”.';
