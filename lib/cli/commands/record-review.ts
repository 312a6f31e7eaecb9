import { join } from 'node:path';
import { reviewedRun, reviewFile } from '../../access-review/folder.ts';
import { notConnected } from '../../access-review/not-connected.ts';
import { decidedReview } from '../../access-review/record.ts';
import { newestReview } from '../../access-review/still-open.ts';
import type { Configuration } from '../../config/configuration.ts';
import { sheetName } from '../../controls/access/reviewed.ts';
import { FileError, madeText } from '../../files/made-file.ts';
import type { AttestationDocument } from '../../index.ts';
import type { Attestation } from '../../judging/attestation.ts';
import type { RecordedReview } from '../../judging/recorded-review.ts';
import type { Locker } from '../../locker/locker.ts';
import { servicesIn } from '../../own-providers/services.ts';
import { readAttestations } from '../../runs/attestations.ts';
import { openVerifiedRun, type VerifiedRun } from '../../runs/verified-run.ts';
import { plural } from '../../text/plural.ts';
import type { ReviewOptions } from '../definitions/people.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { callerPath } from '../paths.ts';
import { readTrustedKeys } from '../reading.ts';
import { recordedBy } from '../recorded-by.ts';
import { storeReview } from '../store-review.ts';
import { terminal } from '../terminal.ts';
import { inert, wrap } from '../text.ts';

type RecordOptions = ReviewOptions & { readonly record: string };

/** `exhibit review --record FOLDER`: the sheets as they were filled in, held against the sealed night that they are of. */
export async function recordReview(options: RecordOptions, now: Date): Promise<ExitCode> {
  const shown = terminal(options);
  const configuration = await openConfiguration(options);
  const folder = callerPath(options.record);
  return await withExistingLocker(configuration.locker, async (locker): Promise<ExitCode> => {
    const run = await nightOf(folder, locker, configuration);
    const attestations = (await readAttestations(locker)).map(({ attestation }) => attestation);
    const review = readReview({ folder, run, configuration, earlier: newestReview(attestations) });
    const connections = review.sheets.map(({ connection }) => connection);
    if (review.ended) connections.push(notConnected);
    const names = [reviewFile, ...connections.map(sheetName)];
    const attestation = await storeReview(locker, review, {
      at: now,
      files: names.map((name) => join(folder, name)),
      timezone: configuration.timezone,
      recordedBy: await recordedBy(configuration.locker),
    });
    if (options.json) shown.out(JSON.stringify(attestation satisfies AttestationDocument));
    else
      shown.out(
        [
          `Recorded: ${inert(attestation.note)} It counts until ${attestation.expires}, from the next run on.`,
          ...doubts(review).map((doubt) => wrap(`  ? ${doubt}`, shown.columns, '    ')),
        ].join('\n'),
      );
    return 0;
  });
}

/** The sealed night that the sheets are of. */
async function nightOf(folder: string, locker: Locker, configuration: Configuration): Promise<VerifiedRun> {
  const { fileMegabytes } = configuration.limits;
  const night = reviewedRun(fileText(folder, reviewFile, fileMegabytes));
  if (!night)
    throw new CommandError(
      `${join(folder, reviewFile)} is not what \`exhibit review\` wrote beside the sheets.`,
    );
  const run = await openVerifiedRun(locker, night.run, await readTrustedKeys(configuration.trustedKeys));
  if (run.seal.sha256 !== night.seal)
    throw new CommandError(
      `The sheets are from another locker: the seal of their night of ${night.run} is ${night.seal}, and here it is ${run.seal.sha256}.`,
    );
  return run;
}

interface Reading {
  readonly folder: string;
  readonly run: VerifiedRun;
  readonly configuration: Configuration;
  readonly earlier: Attestation | null;
}

/** Everything that was decided. Throws `CommandError` with all that is wrong with the sheets. */
function readReview({ configuration, earlier, folder, run }: Reading): RecordedReview {
  const { limits, settings } = configuration;
  const options = { services: servicesIn(configuration), settings, earlier };
  const { faults, review } = decidedReview(run, options, (name) =>
    fileText(folder, name, limits.fileMegabytes),
  );
  if (faults.length === 0) return review;
  const lines = faults.map((fault) => `  ${inert(fault)}`);
  throw new CommandError(`The review cannot be recorded, and nothing was stored.\n${lines.join('\n')}`);
}

function doubts({ sheets }: RecordedReview): string[] {
  return sheets.flatMap(({ connection, ownersNotTold, whole }) => [
    ...(whole
      ? []
      : [
          `${connection} was not read completely on this night, so its review counts only for what was read.`,
        ]),
    ...(ownersNotTold > 0
      ? [
          `${connection}: the owners of ${plural(ownersNotTold, 'account')} are not known, so somebody may have decided on their own.`,
        ]
      : []),
  ]);
}

function fileText(folder: string, name: string, megabytes: number): string {
  try {
    return madeText(join(folder, name), megabytes);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const missing =
      error.reason === 'ENOENT' ? 'a review is recorded with every sheet of its night' : error.reason;
    throw new CommandError(`${join(folder, name)} cannot be read: ${missing}.`, { cause: error });
  }
}
