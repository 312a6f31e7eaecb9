import { parse } from 'csv-parse/sync';
import * as z from 'zod/mini';
import { type AwsAccountSummary, type AwsCredential, awsRootName } from '../../../evidence/datasets/aws.ts';
import { CollectError, type Problem } from '../../../evidence/problem.ts';

/** Our name of a field and AWS's name of the column. */
const flags = {
  key1Active: 'access_key_1_active',
  key2Active: 'access_key_2_active',
  mfaActive: 'mfa_active',
  passwordEnabled: 'password_enabled',
} as const;

const times = {
  key1LastRotated: 'access_key_1_last_rotated',
  key1LastUsed: 'access_key_1_last_used_date',
  key2LastRotated: 'access_key_2_last_rotated',
  key2LastUsed: 'access_key_2_last_used_date',
  passwordLastChanged: 'password_last_changed',
  passwordLastUsed: 'password_last_used',
  userCreationTime: 'user_creation_time',
} as const;

const columns: readonly string[] = ['user', 'arn', ...Object.values(flags), ...Object.values(times)];

/** AWS's words for what does not apply, never happened or cannot be had. */
const words: ReadonlySet<string> = new Set(['N/A', 'no_information', 'not_supported']);
const time = z.iso.datetime({ offset: true });

export interface ParsedReport {
  readonly rows: readonly AwsCredential[];
  /** What was not as AWS documents it, in words. Values never appear in them. */
  readonly faults: readonly string[];
}

/**
 * Reads the report by its header. A line that is too short, too long or without a name is left out; of another the
 * fields that cannot be read are null; both are told as faults. Throws `malformed` when it is no CSV or lacks a column.
 */
export function parseReport(csv: string): ParsedReport {
  const [header = [], ...lines] = linesOf(csv);
  checkHeader(header);
  const rows: AwsCredential[] = [];
  const faults: string[] = [];
  for (const [index, line] of lines.entries()) {
    const where = `line ${index + 2}`;
    const cells = new Map(header.map((name, column) => [name, line[column] ?? '']));
    if (line.length !== header.length) faults.push(`${where} has ${line.length} of ${header.length} columns`);
    else if (!cells.get('user') || !cells.get('arn')) faults.push(`${where} has no user or no arn`);
    else rows.push(credentialOf(cells, (column) => faults.push(`${where}: ${column} cannot be read`)));
  }
  if (!rows.some(({ user }) => user === awsRootName))
    faults.push('no line is root’s, which AWS always lists, so others may be missing');
  return { rows, faults };
}

function linesOf(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, relaxColumnCount: true, skipEmptyLines: true, trim: true });
  } catch {
    throw malformed('it is not CSV');
  }
}

function checkHeader(header: readonly string[]): void {
  const missing = columns.filter((name) => !header.includes(name));
  if (missing.length > 0) throw malformed(`it has no column ${missing.join(', ')}`);
  const twice = columns.filter((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice.length > 0) throw malformed(`it has the column ${twice.join(', ')} twice`);
}

function credentialOf(cells: ReadonlyMap<string, string>, wrong: (column: string) => void): AwsCredential {
  const flag = (column: string): boolean | null => {
    const value = (cells.get(column) ?? '').toLowerCase();
    if (value === 'true' || value === 'false') return value === 'true';
    if (!words.has(cells.get(column) ?? '')) wrong(column);
    return null;
  };
  const moment = (column: string): string | null => {
    const value = cells.get(column) ?? '';
    if (words.has(value) || time.safeParse(value).success) return value;
    wrong(column);
    return null;
  };
  return {
    arn: cells.get('arn') ?? '',
    key1Active: flag(flags.key1Active),
    key1LastRotated: moment(times.key1LastRotated),
    key1LastUsed: moment(times.key1LastUsed),
    key2Active: flag(flags.key2Active),
    key2LastRotated: moment(times.key2LastRotated),
    key2LastUsed: moment(times.key2LastUsed),
    mfaActive: flag(flags.mfaActive),
    passwordEnabled: flag(flags.passwordEnabled),
    passwordLastChanged: moment(times.passwordLastChanged),
    passwordLastUsed: moment(times.passwordLastUsed),
    user: cells.get('user') ?? '',
    userCreationTime: moment(times.userCreationTime),
  };
}

function malformed(what: string): CollectError {
  return new CollectError(
    'malformed',
    `AWS credential report: ${what}. Check that the endpoint is AWS’s own; if it is, AWS changed its report.`,
  );
}

const shownFaults = 3;

/** One sentence for all the faults of a report; null when there are none. */
export function faultsProblem(faults: readonly string[]): Problem | null {
  if (faults.length === 0) return null;
  const more = faults.length > shownFaults ? `; and ${faults.length - shownFaults} more` : '';
  const list = faults.slice(0, shownFaults).join('; ') + more;
  return {
    code: 'malformed',
    message: `AWS credential report: ${list}. What cannot be read is unknown; the raw answer shows what came.`,
  };
}

const count = z.int().check(z.nonnegative());

/** What the account summary says of root, and what of it is missing or no count. Throws `malformed` when it is empty. */
export function parseSummary(
  account: string,
  map: Readonly<Record<string, unknown>>,
): { readonly row: AwsAccountSummary; readonly problems: readonly Problem[] } {
  if (Object.keys(map).length === 0)
    throw new CollectError(
      'malformed',
      'AWS GetAccountSummary: there is no summary in it. Check that the endpoint is AWS’s own.',
    );
  const problems: Problem[] = [];
  const number = (name: string): number | null => {
    const result = count.safeParse(map[name]);
    if (result.success) return result.data;
    // Older answers do not have it, and nothing depends on it.
    if (name !== 'AccountPasswordPresent' || name in map) problems.push(faultyCount(name, name in map));
    return null;
  };
  const row = {
    account,
    accountAccessKeysPresent: number('AccountAccessKeysPresent'),
    accountMFAEnabled: number('AccountMFAEnabled'),
    accountPasswordPresent: number('AccountPasswordPresent'),
  };
  return { row, problems };
}

function faultyCount(name: string, given: boolean): Problem {
  return given
    ? { code: 'malformed', message: `AWS GetAccountSummary: ${name} is no count.` }
    : { code: 'not-visible', message: `AWS GetAccountSummary did not give ${name}.` };
}
