import type { Configuration, Waiver } from '../../config/configuration.ts';
import { controlsIn } from '../../controls/catalog.ts';
import type { Finding } from '../../judging/finding.ts';
import { withinExpiry } from '../../judging/local-date.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import type { Locker } from '../../locker/locker.ts';
import { findingsPath } from '../../runs/exceptions.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import { notJudged } from '../plan/not-judged.ts';

/** A waiver that excuses nothing, and why. */
export interface Unmatched extends Pick<Waiver, 'control' | 'subject'> {
  readonly why: string;
}

/**
 * The waivers that have ended, are about a control that is not judged, or name nobody whom the last sealed night judged.
 * `locker` is null where there is none yet.
 */
export async function unmatchedWaivers(
  configuration: Configuration,
  locker: Locker | null,
  now: Date,
): Promise<readonly Unmatched[]> {
  const last = locker && (await lastFindings(locker));
  return configuration.waivers.flatMap((waiver) => {
    const why = whyUnmatched(waiver, configuration, last, now);
    return why === null ? [] : [{ control: waiver.control, subject: waiver.subject, why }];
  });
}

interface Last {
  readonly document: FindingsDocument;
  readonly path: string;
}

async function lastFindings(locker: Locker): Promise<Last | null> {
  const [run] = await sealedRuns(locker, { last: 1 });
  const document = run === undefined ? null : await readFindings(locker, run);
  const path = document && (await findingsPath(locker, document.run, document.findings.path));
  return document && path ? { document, path } : null;
}

function whyUnmatched(
  waiver: Waiver,
  configuration: Configuration,
  last: Last | null,
  now: Date,
): string | null {
  if (!withinExpiry(waiver.expires, now, configuration.timezone)) return `it ended on ${waiver.expires}.`;
  const control = controlsIn(configuration).find(({ id }) => id === waiver.control);
  const off = control ? notJudged(control, configuration) : null;
  if (off) return `the control is not judged. ${off.reason}`;
  const result = last?.document.controls.find(({ id }) => id === waiver.control);
  if (!last || !result || result.lines.count === 0) return null;
  for (const { key, subject } of fileRecords<Finding>(last.path, result.lines))
    if (subject.toLowerCase() === waiver.subject || key?.toLowerCase() === waiver.subject) return null;
  return `nobody with this name was judged on ${last.document.run}.`;
}
