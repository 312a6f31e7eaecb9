import type { AttestationHistory, Interval, ReportModel, WaiverHistory } from '../../report/model.ts';
import { csvHead, csvRow } from '../../text/csv.ts';
import type { PackagedNight } from '../period/period-evidence.ts';

/** `nights.csv`: every night of the period with what came of it. */
export function nightsTable(nights: readonly PackagedNight[]): string {
  const head = csvHead([
    'night',
    'day',
    'due',
    'due by',
    'outcome',
    'sealed at',
    'seal',
    'SHA-256 of the seal',
    'reason',
  ]);
  const rows = nights.map(({ run, day, due, dueBy, outcome, seal, reason }) => {
    const sealed = [seal?.statement?.predicate.sealedAt, seal?.sequence, seal?.sha256];
    return csvRow([run, day, due ? 'yes' : 'no', dueBy, outcome, ...sealed, reason]);
  });
  return [head, ...rows].join('');
}

/** `waivers.csv`: each waiver while it was in force, with what it covered. */
export function waiversTable(waivers: readonly WaiverHistory[], nights: readonly PackagedNight[]): string {
  const head = csvHead([
    'control',
    'subject',
    'approved by',
    'reason',
    'expires',
    'in force from',
    'to',
    'covered a failure on',
    'approved by its own subject',
    'approved on',
    'ticket',
  ]);
  const rows = waivers.map(
    ({ control, subject, approvedBy, reason, expires, from, to, covered, own, ...more }) =>
      csvRow([
        control,
        subject,
        approvedBy,
        reason,
        expires,
        nights[from]?.run,
        nights[to]?.run,
        intervalsText(covered, nights),
        own ? 'yes' : 'no',
        more.approvedOn ?? 'not recorded',
        more.ticket,
      ]),
  );
  return [head, ...rows].join('');
}

/** `attestations.csv`: each attestation, with the nights on which it was the one that counted. */
export function attestationsTable(
  attestations: readonly AttestationHistory[],
  nights: readonly PackagedNight[],
): string {
  const typed = ['typed by', 'on the machine', 'for AWS', 'about whoever gave it'];
  const head = csvHead([
    'control',
    'by',
    'at',
    'expires',
    'note',
    'files',
    'document',
    'counted on',
    ...typed,
  ]);
  const rows = attestations.map(({ control, by, at, expires, note, files, path, covered, own, recordedBy }) =>
    csvRow([
      control,
      by,
      at,
      expires,
      note,
      files.map(({ name }) => name).join(' '),
      path,
      intervalsText(covered, nights),
      recordedBy?.user,
      recordedBy?.host,
      recordedBy?.aws?.arn,
      own.join(' '),
    ]),
  );
  return [head, ...rows].join('');
}

/** `standard.csv`: every change of what was judged by, with the night's whole standard. */
export function standardTable({ nights, standard }: Pick<ReportModel, 'nights' | 'standard'>): string {
  const head = csvRow(['night', 'change', 'control', 'where', 'before', 'after', 'standard of the night']);
  const rows = standard.map(({ after, before, control, message, night, path }) => {
    const own = nights[night];
    return csvRow([own?.run, message, control, path, before, after, own?.standard]);
  });
  return [head, ...rows].join('');
}

function intervalsText(intervals: readonly Interval[], nights: readonly PackagedNight[]): string {
  const day = (at: number): string => nights[at]?.day ?? '';
  return intervals.map(({ from, to }) => (from === to ? day(from) : `${day(from)} to ${day(to)}`)).join('; ');
}
