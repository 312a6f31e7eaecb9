import { stat } from 'node:fs/promises';
import { days } from '../../evidence/day.ts';
import type { AttestationDocument } from '../../index.ts';
import { daysBetween, localDate, mostDays, usualAttestedDays } from '../../judging/local-date.ts';
import { openLocker } from '../../locker/open.ts';
import { storeAttestation } from '../../runs/attestations.ts';
import { scopeOf } from '../attested-scope.ts';
import { controlNamed } from '../control-named.ts';
import type { AttestOptions } from '../definitions/people.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration } from '../open.ts';
import { callerPath } from '../paths.ts';
import { recordedBy } from '../recorded-by.ts';
import { terminal } from '../terminal.ts';
import { inert, plural } from '../text.ts';

/** `exhibit attest`: a person's dated statement on what no API answers. */
export async function attestCommand(id: string, options: AttestOptions, now: Date): Promise<ExitCode> {
  const shown = terminal(options);
  const configuration = await openConfiguration(options);
  const control = controlNamed(id, configuration);
  if (!control.attested)
    throw new CommandError(
      `${control.id} is answered by the providers; an attestation would not count for it.`,
    );
  if (control.attested === 'review')
    throw new CommandError(
      `${control.id} needs a recorded review, not only an attestation: prepare the sheets with \`exhibit review\`, decide about every row, and record them with \`exhibit review --record FOLDER\`.`,
    );
  if (control.attested === 'file' && (options.file ?? []).length === 0)
    throw new CommandError(
      `${control.id} needs a file that shows it: give the password manager's own report with --file.`,
    );
  for (const [name, text] of [
    ['--by', options.by],
    ['--note', options.note],
  ] as const)
    if (text.trim() === '')
      throw new CommandError(`${name} is empty: say ${name === '--by' ? 'who' : 'what was seen'}.`);
  const expires =
    options.expires ??
    localDate(
      new Date(now.getTime() + days(control.attestedDays ?? usualAttestedDays)),
      configuration.timezone,
    );
  checkExpiry(expires, localDate(now, configuration.timezone));
  const files = await Promise.all((options.file ?? []).map(checkFile));
  const locker = openLocker(configuration.locker);
  try {
    const given = { control: control.id, by: options.by, note: options.note, at: now.toISOString(), expires };
    const attestation = await storeAttestation(
      locker,
      { ...given, recordedBy: await recordedBy(configuration.locker), about: scopeOf(configuration) },
      files,
    );
    if (options.json) shown.out(JSON.stringify(attestation satisfies AttestationDocument));
    else
      shown.out(
        `Recorded: ${inert(options.by)} on ${control.id}, ${files.length === 0 ? 'without a file' : `with ${plural(files.length, 'file')}`}. It counts until ${expires}, from the next run on.`,
      );
    return 0;
  } finally {
    await locker.close();
  }
}

function checkExpiry(expires: string, today: string): void {
  let left: number;
  try {
    left = daysBetween(today, expires);
  } catch {
    throw new CommandError(`--expires ${expires} is not a day such as 2027-01-31.`);
  }
  if (left < 0) throw new CommandError(`--expires ${expires} is over already.`);
  if (left > mostDays)
    throw new CommandError(
      `--expires ${expires} is too far away: an attestation counts for ${mostDays} days at most.`,
    );
}

async function checkFile(name: string): Promise<string> {
  const path = callerPath(name);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new CommandError(`--file ${name}: there is no such file.`);
  return path;
}
