import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { periodOf } from '../../../lib/package/period/period.ts';
import type { PeriodEvidence } from '../../../lib/package/period/period-evidence.ts';
import { periodEvidence } from '../../../lib/package/period/read-period.ts';
import { sample } from '../../../lib/package/sample/sample.ts';
import { draw } from '../../../lib/report/draw.ts';
import { openFolderReader } from '../../../lib/seal/verify/folder-reader.ts';
import { nightAt } from '../../nightly/night.ts';
import fc from '../../properties.ts';
import { enrolled, type Nights, someNights } from '../packaging.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('a draw is the first ones by the hash of seed and subject, whatever order they are told in', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { maxLength: 40 }),
      fc.integer({ min: 1, max: 10 }),
      (subjects, size) => {
        const drawing = draw('seed', size, sha256Of);
        for (const subject of subjects) drawing.add(subject);
        const sorted = subjects
          .map((subject) => ({ subject, hash: sha256(`seed\n${subject}`) }))
          .sort((a, b) => (a.hash < b.hash ? -1 : 1));
        expect([drawing.drawn(), drawing.population]).toEqual([sorted.slice(0, size), subjects.length]);
      },
    ),
  );
});

describe('a sample of a control', () => {
  let nights: Nights;
  let evidence: PeriodEvidence;
  beforeAll(async () => {
    nights = await someNights();
    const reader = openFolderReader(nights.folder);
    evidence = await periodEvidence({
      locker: nights.stage.locker,
      reader,
      period: periodOf('2026-11-20', '2026-11-22', 'UTC'),
      now: new Date('2026-12-01T00:00:00Z'),
      trustedKeys: [nights.signer.publicKey],
    });
    await reader.close();
  });

  const drawn = (seed: string, size = 2, control = enrolled) =>
    sample({ locker: nights.stage.locker, evidence, control, size, seed });

  test('has the evidence for each, and is the same again', async () => {
    const first = await drawn('4711');
    expect(await drawn('4711')).toEqual(first);
    expect(first).toMatchObject({ population: 2, size: 2, seed: '4711' });
    const ben = first.items.find(({ subject }) => subject === 'ben@example.com');
    const hashes = [0, 1, 2].map((night) => ({
      run: nightAt(night),
      hash: sha256(`4711\nben@example.com\n${nightAt(night)}`),
    }));
    const night = hashes.sort((a, b) => (a.hash < b.hash ? -1 : 1))[0]?.run ?? '';
    expect(ben).toMatchObject({
      night,
      nights: 3,
      hash: sha256('4711\nben@example.com'),
      verdict: night === nightAt(0) ? 'pass' : 'fail',
    });
    const [record] = ben?.records ?? [];
    expect(record).toMatchObject({ line: 2, record: { primaryEmail: 'ben@example.com' } });
    const sums = await nights.stage.text(night, 'SHA256SUMS');
    expect(sums).toContain(`${record?.file.sha256}  google/users.ndjson`);
  });

  test('holds no more than it draws, and everybody where there are fewer', async () => {
    expect((await drawn('4711', 1)).items).toEqual((await drawn('4711', 2)).items.slice(0, 1));
    expect((await drawn('4711', 25)).items).toHaveLength(2);
  });

  test('of a control that no night judged is refused, with those that there are', async () => {
    await expect(drawn('1', 1, 'google-workspace.mfa')).rejects.toThrow(enrolled);
  });
});
