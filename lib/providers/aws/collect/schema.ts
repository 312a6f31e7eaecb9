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
const noValues: ReadonlySet<string> = new Set(['N/A', 'no_information', 'not_supported']);
const time = z.iso.datetime({ offset: true });

/** A column that AWS adds for whoever has more keys or certificates than there are columns. */
const moreColumn = 'additional_credentials_info';
const certificateColumns = ['cert_1', 'cert_2'] as const;

export interface ParsedReport {
  readonly rows: readonly AwsCredential[];
  /** What was not as AWS documents it, in words. Values never appear in them. */
  readonly faults: readonly string[];
}

/**
 * Reads the report by its header. A line that is too short, too long, without a name or of another account is left out; of
 * another the fields that cannot be read are null; both are told as faults. Throws `malformed` when it is no CSV or lacks
 * a column.
 *
 * @param account the account that answered; where AWS did not say, all lines must be of one
 */
export function parseReport(csv: string, account: string | null = null): ParsedReport {
  const [header = [], ...lines] = linesOf(csv);
  checkHeader(header);
  const rows: AwsCredential[] = [];
  const faults: string[] = [];
  let own = account;
  for (const [index, line] of lines.entries()) {
    const where = `line ${index + 2}`;
    const cells = new Map(header.map((name, column) => [name, line[column] ?? '']));
    own ??= accountIn(cells);
    if (line.length !== header.length) faults.push(`${where} has ${line.length} of ${header.length} columns`);
    else if (!cells.get('user') || !cells.get('arn')) faults.push(`${where} has no user or no arn`);
    else if (!isOfAccount(cells, own))
      faults.push(`${where}: its arn is not one of a user of this account, and the line was left out`);
    else rows.push(credentialOf(cells, (column) => faults.push(`${where}: ${column} cannot be read`)));
  }
  if (!rows.some(({ user }) => user === awsRootName))
    faults.push('no line is root’s, which AWS always lists, so others may be missing');
  return { rows, faults };
}

const arnForm = /^arn:aws[a-z-]*:iam::(\d{12}):(root$|user\/.)/;

function accountIn(cells: ReadonlyMap<string, string>): string | null {
  return arnForm.exec(cells.get('arn') ?? '')?.[1] ?? null;
}

function isOfAccount(cells: ReadonlyMap<string, string>, account: string | null): boolean {
  const [, named, kind] = arnForm.exec(cells.get('arn') ?? '') ?? [];
  return (
    named !== undefined && named === account && (kind === 'root') === (cells.get('user') === awsRootName)
  );
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
    if (!noValues.has(cells.get(column) ?? '')) wrong(column);
    return null;
  };
  const moment = (column: string): string | null => {
    const value = cells.get(column) ?? '';
    if (noValues.has(value) || time.safeParse(value).success) return value;
    wrong(column);
    return null;
  };
  return {
    arn: cells.get('arn') ?? '',
    certificate: certificateIn(cells),
    key1Active: flag(flags.key1Active),
    key1LastRotated: moment(times.key1LastRotated),
    key1LastUsed: moment(times.key1LastUsed),
    key2Active: flag(flags.key2Active),
    key2LastRotated: moment(times.key2LastRotated),
    key2LastUsed: moment(times.key2LastUsed),
    mfaActive: flag(flags.mfaActive),
    moreCredentials: moreIn(cells.get(moreColumn)),
    passwordEnabled: flag(flags.passwordEnabled),
    passwordLastChanged: moment(times.passwordLastChanged),
    passwordLastUsed: moment(times.passwordLastUsed),
    user: cells.get('user') ?? '',
    userCreationTime: moment(times.userCreationTime),
  };
}

/** A certificate that is only deactivated is still there, as a key is. */
function certificateIn(cells: ReadonlyMap<string, string>): boolean | null {
  const each = certificateColumns.map((name) => {
    const active = (cells.get(`${name}_active`) ?? '').toLowerCase();
    const rotated = cells.get(`${name}_last_rotated`) ?? '';
    if (active === 'true' || time.safeParse(rotated).success) return true;
    return active === 'false' ? false : null;
  });
  if (each.includes(true)) return true;
  return each.includes(null) ? null : false;
}

/** The column is not in every report, and says nothing where there is nothing more to say. */
function moreIn(cell = ''): boolean | null {
  if (['', 'N/A', 'not_supported', '[]'].includes(cell)) return false;
  return cell === 'no_information' ? null : true;
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

const seldom: ReadonlySet<string> = new Set([
  'AccountPasswordPresent',
  'AccountSigningCertificatesPresent',
  'Users',
]);

const count = z.int().check(z.nonnegative());

/** What the account summary says of root and of users, and what of it is missing or no count. Throws `malformed` when it is empty. */
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
    // Older answers do not have all of them: what depends on one that is missing is unknown.
    if (!seldom.has(name) || name in map) problems.push(faultyCount(name, name in map));
    return null;
  };
  const row = {
    account,
    accountAccessKeysPresent: number('AccountAccessKeysPresent'),
    accountMFAEnabled: number('AccountMFAEnabled'),
    accountPasswordPresent: number('AccountPasswordPresent'),
    accountSigningCertificatesPresent: number('AccountSigningCertificatesPresent'),
    users: number('Users'),
  };
  return { row, problems };
}

function faultyCount(name: string, given: boolean): Problem {
  return given
    ? { code: 'malformed', message: `AWS GetAccountSummary: ${name} is no count.` }
    : { code: 'not-visible', message: `AWS GetAccountSummary did not give ${name}.` };
}
