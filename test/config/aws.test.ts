import { describe, expect, test } from '@jest/globals';
import { type Case, checkCases } from './cases.ts';
import { changed, good, parse } from './fixtures.ts';

describe('a deployment on AWS', () => {
  test('is as it was written', () => {
    expect(parse(good).aws).toEqual({
      retentionDays: 1096,
      mail: ['oncall@acme.example'],
      runbook: 'https://wiki.acme.example/runbook',
      auditor: { principals: ['arn:aws:iam::111122223333:role/audit'], externalId: 'acme-2026' },
      replicateTo: { bucket: 'acme-archive', account: '444455556666', region: 'eu-west-1' },
    });
  });

  test('locks evidence for at least seven years where nothing is said', () => {
    const without = good.replace(/^aws:\n( .*\n)+/m, '');
    expect(parse(without).aws).toEqual({
      retentionDays: 2557,
      mail: [],
      runbook: null,
      auditor: null,
      replicateTo: null,
    });
  });

  test('takes days as well', () => {
    expect(parse(changed('retentionYears: 3', 'retentionDays: 30')).aws.retentionDays).toBe(30);
  });
});

describe('a deployment is refused', () => {
  const years = (what: string, written: string, fault: string): Case => [
    what,
    'retentionYears: 3',
    `retentionYears: ▸${written}`,
    fault,
  ];
  const principal = (what: string, written: string): Case => [
    what,
    '"arn:aws:iam::111122223333:role/audit"',
    `▸"${written}"`,
    'invalid-value aws.auditor.principals[0]: is not the ARN',
  ];
  checkCases([
    years('that locks nothing', '0', 'invalid-value aws.retentionYears: is too short'),
    years('that locks for half a year', '0.5', 'invalid-value aws.retentionYears: is not a whole number'),
    years('that locks longer than S3 can', '100', 'invalid-value aws.retentionYears: is longer than S3'),
    [
      'with two retentions',
      'retentionYears: 3',
      'retentionYears: 3\n  retentionDays: ▸30',
      'invalid-value aws.retentionDays: and retentionYears are both given',
    ],
    principal('that everybody may audit', '*'),
    principal('that any role may audit', 'arn:aws:iam::111122223333:role/*'),
    principal('that a service may audit', 's3.amazonaws.com'),
    [
      'that nobody may audit',
      '["arn:aws:iam::111122223333:role/audit"]',
      '▸[]',
      'invalid-value aws.auditor.principals: is empty',
    ],
    [
      'without an external id',
      'externalId: acme-2026',
      'externalId: ▸""',
      'invalid-value aws.auditor.externalId: is empty',
    ],
    [
      'that copies to a URL',
      'bucket: acme-archive',
      'bucket: ▸s3://acme',
      'invalid-value aws.replicateTo.bucket: is not one',
    ],
    [
      'that copies to a number',
      '"444455556666"',
      '▸444455556666',
      'invalid-value aws.replicateTo.account: is a number',
    ],
    [
      'that copies to a name',
      'region: eu-west-1',
      'region: ▸Ireland',
      'invalid-value aws.replicateTo.region: is not one',
    ],
    [
      'whose runbook is in the clear',
      'https://wiki',
      '▸http://wiki',
      'invalid-value aws.runbook: is not one',
    ],
  ]);
});
