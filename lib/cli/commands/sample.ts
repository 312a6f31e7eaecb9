import { randomBytes } from 'node:crypto';
import type { Configuration } from '../../config/configuration.ts';
import type { SampleReport } from '../../index.ts';
import { localDate } from '../../judging/local-date.ts';
import type { Locker } from '../../locker/locker.ts';
import { gather } from '../../package/period/gather.ts';
import { periodOf } from '../../package/period/period.ts';
import { type Sample, type SampledItem, sample } from '../../package/sample/sample.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import type { SampleOptions } from '../definitions/auditor.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { readTrustedKeys, withReader } from '../reading.ts';
import { type Terminal, terminal, verdictWord } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';

const mostDrawn = 10_000;

/** `exhibit sample`: draws from a control's population so that anybody can draw the same again. */
export async function sampleCommand(options: SampleOptions, now: Date): Promise<ExitCode> {
  const shown = terminal(options);
  const size = Number(options.size);
  if (!Number.isInteger(size) || size < 1 || size > mostDrawn)
    throw new CommandError(`--size ${options.size} is not a whole number from 1 to ${mostDrawn}.`);
  const seed = options.seed ?? randomBytes(8).toString('hex');
  if (/[\r\n]/.test(seed) || seed === '')
    throw new CommandError('--seed is one line of text, such as a number.');
  const configuration = await openConfiguration(options);
  const { found, ok } = await withExistingLocker(configuration.locker, (locker) =>
    drawFrom(locker, configuration, options, size, seed, now),
  );
  if (!ok) shown.err('Warning: the evidence of these days has problems. See `exhibit verify`.');
  shown.out(options.json ? JSON.stringify(found satisfies SampleReport) : sampleText(found, shown));
  return ok ? 0 : 1;
}

async function drawFrom(
  locker: Locker,
  configuration: Configuration,
  { control, from, to }: SampleOptions,
  size: number,
  seed: string,
  now: Date,
): Promise<{ found: Sample; ok: boolean }> {
  const { timezone, trustedKeys } = configuration;
  const runs = await sealedRuns(locker);
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined)
    throw new CommandError('No night has been sealed yet. Run `exhibit run` first.');
  const dayOf = (run: string): string => localDate(new Date(run), timezone);
  const period = periodOf(from ?? dayOf(first), to ?? dayOf(last), timezone);
  const keys = await readTrustedKeys(trustedKeys);
  const gathered = await withReader(configuration.locker, (reader) =>
    gather({ locker, reader, period, now, trustedKeys: keys.length > 0 ? keys : 'in-locker' }),
  );
  return { found: await sample({ locker, gathered, control, size, seed }), ok: gathered.verification.ok };
}

function sampleText({ control, period, seed, population, method, items }: Sample, shown: Terminal): string {
  return [
    `${shown.paint('bold', control)}  ${period.from} to ${period.to}: ${items.length} of ${plural(population, 'subject')}, seed ${inert(seed)}`,
    wrap(method, shown.columns),
    '',
    ...items.flatMap((item, at) => itemLines(item, at + 1, shown)),
  ].join('\n');
}

function itemLines(item: SampledItem, number: number, shown: Terminal): string[] {
  const { subject, night, verdict, reason, waiver, records, findings } = item;
  const waived = waiver ? ` (waived until ${waiver.expires} by ${waiver.approvedBy})` : '';
  const detail = [
    ...(reason ? [`${reason}${waived}`] : []),
    `finding in ${findings?.path}`,
    ...records.map(
      ({ file, line, raw }) => `record: ${file.path}, line ${line}; raw ${raw ? raw.sha256 : 'not kept'}`,
    ),
  ];
  return [
    `${String(number).padStart(3)}. ${inert(subject)}  ${night}  ${verdictWord(shown, verdict)}`,
    ...detail.map((words) =>
      shown.paint('dim', wrap(`     ${inert(words)}`.padStart(5), shown.columns, '       ')),
    ),
  ];
}
