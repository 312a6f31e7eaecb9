import { describe, expect, test } from '@jest/globals';
import { credentialReport } from '../../../../demo/stand-ins/aws/report.ts';
import { faultsProblem, parseReport, parseSummary } from '../../../../lib/providers/aws/collect/schema.ts';
import { world } from '../account.ts';

const csv = credentialReport(world);
/** The report with another value in one column of the last line. */
function withCell(column: string, value: string): string {
  const lines = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const index = lines[0]?.indexOf(column) ?? -1;
  return lines
    .map((line, at) => (at === lines.length - 1 ? line.with(index, value) : line).join(','))
    .join('\n');
}
const last = (text: string) => parseReport(text).rows.at(-1);

describe('The report’s columns', () => {
  test('are known by their header, in whatever order, with others between', () => {
    const [header = [], ...lines] = csv
      .trimEnd()
      .split('\n')
      .map((line) => ['more', ...line.split(',')].reverse());
    expect(parseReport([header, ...lines].map((line) => line.join(',')).join('\r\n'))).toEqual(
      parseReport(csv),
    );
  });

  test('are found behind a byte order mark', () => {
    expect(parseReport(`\uFEFF${csv}`).rows).toHaveLength(3);
  });

  test.each(['user', 'arn', 'mfa_active', 'password_enabled', 'access_key_2_last_used_date'])(
    'must hold %s, once',
    (column) => {
      expect(() => parseReport(csv.replace(column, 'x'))).toThrow(`has no column ${column}`);
      expect(() => parseReport(csv.replace('cert_1_active', column))).toThrow(`the column ${column} twice`);
    },
  );

  test.each(['', 'x', '"', '<html>', '{}'])('are not there in %j', (text) => {
    expect(() => parseReport(text)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});

describe('A row whose arn is not one of this account', () => {
  const foreign = [
    ['of another account', 'arn:aws:iam::999988887777:user/deploy'],
    ['without an account', 'arn:aws:iam:::user/deploy'],
    ['of a role', 'arn:aws:iam::111122223333:role/deploy'],
    ['of root, though it is a user', 'arn:aws:iam::111122223333:root'],
    ['of another service', 'arn:aws:sts::111122223333:user/deploy'],
    ['that is none', 'deploy'],
  ] as const;

  test.each(foreign)('is malformed, and left out: %s', (_what, arn) => {
    for (const account of ['111122223333', null]) {
      const { faults, rows } = parseReport(withCell('arn', arn), account);
      expect(rows.map(({ user }) => user)).toEqual(['<root_account>', 'ben']);
      expect(faults).toEqual([
        expect.stringContaining('line 4: its arn is not one of a user of this account'),
      ]);
    }
  });

  test('is every one, root included, where another account answered', () => {
    const { faults, rows } = parseReport(csv, '999988887777');
    expect(rows).toEqual([]);
    expect(faults).toHaveLength(4);
  });

  test.each(['aws-cn', 'aws-us-gov'])('is none in the partition %s', (partition) => {
    const { faults, rows } = parseReport(csv.replaceAll('arn:aws:', `arn:${partition}:`), '111122223333');
    expect([faults, rows.length]).toEqual([[], 3]);
  });
});

describe('The column for credentials beyond the others', () => {
  const more = (value: string) => {
    const [header = '', ...lines] = csv.trimEnd().split('\n');
    return [`${header},additional_credentials_info`, ...lines.map((line) => `${line},${value}`)].join('\n');
  };

  test.each([
    ['', false],
    ['N/A', false],
    ['not_supported', false],
    ['no_information', null],
    ['"[{""type"":""access_key""}]"', true],
    ['3 keys', true],
  ])('%j: %j', (value, expected) => {
    expect(parseReport(more(value)).rows.map(({ moreCredentials }) => moreCredentials)).toEqual([
      expected,
      expected,
      expected,
    ]);
  });

  test('says nothing where it is not in the report', () => {
    expect(last(csv)?.moreCredentials).toBe(false);
  });
});

describe('A flag', () => {
  test.each([
    ['true', true],
    ['TRUE', true],
    ['false', false],
    ['N/A', null],
    ['no_information', null],
    ['not_supported', null],
  ])('%s is %j', (text, value) => {
    const { faults, rows } = parseReport(withCell('mfa_active', text));
    expect([rows.at(-1)?.mfaActive, faults]).toEqual([value, []]);
  });

  test.each(['', 'yes', '1', 'null'])('%j is not known, and a fault', (text) => {
    const { faults, rows } = parseReport(withCell('password_enabled', text));
    expect([rows.at(-1)?.passwordEnabled, faults]).toEqual([
      null,
      ['line 4: password_enabled cannot be read'],
    ]);
  });
});

describe('A time', () => {
  test.each(['2026-11-22T09:00:00+00:00', '2026-11-22T09:00:00Z', 'N/A', 'no_information', 'not_supported'])(
    '%s is kept as AWS wrote it',
    (text) => {
      expect(last(withCell('password_last_used', text))?.passwordLastUsed).toBe(text);
    },
  );

  test.each(['', 'yesterday', '2026-11-22T09:00:00', '2026-13-01T00:00:00Z', 'n/a'])(
    '%j is not known, and a fault',
    (text) => {
      const { faults, rows } = parseReport(withCell('access_key_1_last_rotated', text));
      expect(rows.at(-1)?.key1LastRotated).toBeNull();
      expect(faults).toEqual(['line 4: access_key_1_last_rotated cannot be read']);
    },
  );
});

describe('A line', () => {
  test('that is too short or too long, or names nobody, is left out and told', () => {
    const lines = csv.trimEnd().split('\n');
    const short = lines.map((line, at) => (at === 2 ? line.slice(0, -6) : line)).join('\n');
    expect(parseReport(short)).toMatchObject({
      faults: ['line 3 has 21 of 22 columns'],
      rows: { length: 2 },
    });
    const long = lines.map((line, at) => (at === 2 ? `${line},x` : line)).join('\n');
    expect(parseReport(long)).toMatchObject({ faults: ['line 3 has 23 of 22 columns'], rows: { length: 2 } });
    expect(parseReport(withCell('user', ''))).toMatchObject({ faults: ['line 4 has no user or no arn'] });
    expect(parseReport(withCell('arn', ''))).toMatchObject({ faults: ['line 4 has no user or no arn'] });
  });

  test('of root must be there', () => {
    const none = csv.trimEnd().split('\n').toSpliced(1, 1).join('\n');
    expect(parseReport(none)).toMatchObject({ faults: [expect.stringContaining('no line is root’s')] });
    expect(parseReport(csv.split('\n')[0] ?? '')).toMatchObject({ rows: [], faults: { length: 1 } });
  });
});

test('Many faults make one sentence', () => {
  expect(faultsProblem([])).toBeNull();
  expect(faultsProblem(['a', 'b', 'c', 'd', 'e'])).toEqual({
    code: 'malformed',
    message: expect.stringContaining('a; b; c; and 2 more.'),
  });
});

describe('The summary', () => {
  const map = { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, Users: 4 };

  test('needs no word on root’s password and certificates, nor a count of users: what depends on them is unknown', () => {
    expect(parseSummary('111122223333', map)).toEqual({
      row: {
        account: '111122223333',
        accountAccessKeysPresent: 0,
        accountMFAEnabled: 1,
        accountPasswordPresent: null,
        accountSigningCertificatesPresent: null,
        users: 4,
      },
      problems: [],
    });
  });

  test.each([Number.NaN, 0.5, -1, '1', null])('takes %p for no count', (value) => {
    const { problems, row } = parseSummary('1', {
      ...map,
      AccountMFAEnabled: value,
      AccountPasswordPresent: value,
    });
    expect([row.accountMFAEnabled, row.accountPasswordPresent]).toEqual([null, null]);
    expect(problems.map(({ code }) => code)).toEqual(['malformed', 'malformed']);
  });

  test('must not be empty', () => {
    expect(() => parseSummary('1', {})).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});
