import { canonicalText } from '../../evidence/canonical.ts';
import { type EvidenceDocument, isWhole, type RecordedRequest } from '../../evidence/document.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import type { RawEntry } from '../../providers/raw-entries.ts';
import { isBefore } from '../../seal/verify/times.ts';
import { entryIn, isAsWritten, isPackedAsWritten, rawLines } from '../collect/raw-lines.ts';

/** Machines that work on one night may differ so much. */
const clocksApartMs = 5 * 60_000;

/** What was kept of asking. */
export interface Recording {
  /** The file of answers; null where there is none. */
  readonly raw: string | null;
  /** When the run began, by its plan: answers of another night are none of this one. Null where it has no plan. */
  readonly begun: string | null;
}

type Asked = Omit<RecordedRequest, 'records'>;

/**
 * What a document says of how it was asked (requests, the clock, when) against the answers that were kept; null where it
 * says the same. An answer's own hash is held against its text, unless a secret was blanked out of it.
 */
export async function requestThatDiffers(
  document: EvidenceDocument,
  { raw, begun }: Recording,
): Promise<string | null> {
  const { dataset, startedAt } = document;
  if (begun !== null && Date.parse(startedAt) < Date.parse(begun) - clocksApartMs)
    return `The night began at ${begun}, and ${dataset} is of ${startedAt}.`;
  const said = document.requests;
  const clocks = { ours: null as number | null, nominal: null as number | null };
  let at = 0;
  if (raw !== null && !(await isPackedAsWritten(raw)))
    return 'The file of its answers holds more than the answers, and unpacking it does not show that.';
  for await (const line of raw === null ? [] : rawLines(raw)) {
    if (!isAsWritten(line)) return `Line ${at + 1} of its answers is not as answers are kept.`;
    const entry = entryIn(line);
    const is = askedIn(entry);
    const { records, ...was } = said[at] ?? { records: 0 };
    if (canonicalText(was) !== canonicalText(is))
      return `Its request ${at + 1} is not the one whose answer was kept: ${is.method} ${is.url}.`;
    if (!('file' in entry)) {
      const fault = responseFault(document, entry, at);
      if (fault) return fault;
      tell(clocks, entry, Date.parse(document.run));
    }
    at++;
  }
  if (at < said.length) return `It names ${said.length} requests, and ${at} answers were kept.`;
  if (document.clockSkewMs !== clocks.ours && document.clockSkewMs !== clocks.nominal)
    return `It says that the clocks differ by ${document.clockSkewMs} ms, and its answers make it ${clocks.ours}.`;
  return countedOtherwise(document);
}

function askedIn(entry: RawEntry): Asked {
  if ('file' in entry) {
    const { body, file } = entry;
    const nothing = { status: null, requestId: null, providerDate: null };
    return { method: 'FILE', url: file, ...nothing, bytes: body.length, sha256: sha256Of(body) };
  }
  const { method, url, status, requestId, bytes, sha256: hash } = entry;
  const providerDate = entry.providerDate?.toISOString() ?? null;
  return { method, url, status, requestId, providerDate, bytes, sha256: hash };
}

type Exchange = Exclude<RawEntry, { file: string }>;

function responseFault(document: EvidenceDocument, entry: Exchange, at: number): string | null {
  const torn = tornResponse(entry);
  if (torn === null) return outsideOf(document, entry);
  return `The answer to request ${at + 1} (${entry.method} ${entry.url}) ${torn}.`;
}

function tornResponse({ body, bytes, redacted, sha256: hash }: Exchange): string | null {
  if (body === null || redacted || (hash === sha256Of(body) && bytes === body.length)) return null;
  return 'does not have the hash that was recorded';
}

function outsideOf({ startedAt, finishedAt }: EvidenceDocument, entry: Exchange): string | null {
  const answeredAt = entry.answeredAt.toISOString();
  // A clock that is set right meanwhile may go back.
  if (!isBefore(entry.requestedAt.toISOString(), startedAt) && !isBefore(finishedAt, answeredAt)) return null;
  return `It was collected from ${startedAt} to ${finishedAt}, and an answer is of ${answeredAt}.`;
}

/** As collecting does: the greatest difference, by our clock or, where the run's time was given by hand, by that. */
function tell(
  clocks: { ours: number | null; nominal: number | null },
  { answeredAt, providerDate }: Exchange,
  run: number,
): void {
  if (!providerDate) return;
  const ours = providerDate.getTime() - answeredAt.getTime();
  const byRun = providerDate.getTime() - run;
  const nominal = Math.abs(byRun) < Math.abs(ours) ? byRun : ours;
  if (clocks.ours === null || Math.abs(ours) > Math.abs(clocks.ours)) clocks.ours = ours;
  if (clocks.nominal === null || Math.abs(nominal) > Math.abs(clocks.nominal)) clocks.nominal = nominal;
}

/** A file says itself how many records it holds; all others came out of the answers. */
function countedOtherwise(document: EvidenceDocument): string | null {
  const { population, requests } = document;
  if (!isWhole(document) || requests.some(({ method }) => method === 'FILE')) return null;
  const sum = requests.reduce((total, { records }) => total + records, 0);
  if (sum === population.records) return null;
  return `Its requests gave ${sum} records, and it has ${population.records}.`;
}
