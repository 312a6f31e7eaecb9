import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { recordLine } from '../../lib/evidence/line.ts';
import { type Finding, findingStatus } from '../../lib/judging/finding.ts';
import { exceptions } from '../../lib/runs/exceptions.ts';
import { temporaryFolder } from '../locker/folders.ts';

const waiver = { approvedBy: 'a@acme.example', expires: '2027-01-31', reason: 'a "verdict":"pass" of ours' };
const made = (subject: string, more: Partial<Finding>): Finding => ({
  control: 'x.y',
  key: subject,
  reason: '',
  since: null,
  subject,
  verdict: 'pass',
  waiver: null,
  ...more,
});
const findings = [
  made('a', {}),
  made('b', { verdict: 'fail', reason: 'It says "verdict":"pass" of itself.' }),
  made('"verdict":"pass"', { verdict: 'unknown' }),
  made('c', { verdict: 'fail', waiver: { ...waiver, by: 'waiver' } as Finding['waiver'] }),
  made('d', {}),
];

async function stored(all: readonly Finding[]) {
  const path = join(await temporaryFolder(), 'findings.ndjson');
  const text = all.map((one) => `${recordLine(one)}\n`).join('');
  writeFileSync(path, text);
  const subjects = { pass: 0, fail: 0, unknown: 0, waived: 0 };
  for (const one of all) subjects[findingStatus(one)]++;
  return { path, control: { subjects, lines: { offset: 0, bytes: text.length, count: all.length } } };
}

describe('The exceptions of a control', () => {
  test('are all that do not pass, whatever their texts say of passing', async () => {
    const { path, control } = await stored(findings);
    expect([...exceptions(path, control)]).toEqual(findings.slice(1, 4));
  });

  test('are none where everybody passes, and nothing is read', async () => {
    const { control } = await stored([made('a', {})]);
    expect([...exceptions('/nowhere', control)]).toEqual([]);
  });

  test('are not taken for none where the findings are missing', async () => {
    const { control } = await stored(findings);
    expect(() => [...exceptions(null, control)]).toThrow('exhibit verify');
  });
});
