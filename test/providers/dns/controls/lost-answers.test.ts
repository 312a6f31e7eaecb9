import { expect, test } from '@jest/globals';
import type { MailRecords } from '../../../../lib/evidence/datasets/dns.ts';
import fc from '../../../properties.ts';
import { judgeRecords, recordOf } from './mail.ts';
import { world } from './random-world.ts';

const verdictOf = (record: MailRecords) => judgeRecords(record)[0]?.verdict;
const runs = { numRuns: 1500 };

test('An answer that is taken away never turns a fail or an unknown into a pass', () => {
  const seen = { pass: 0, fail: 0, unknown: 0 };
  fc.assert(
    fc.property(world, fc.nat(), fc.nat(), (zone, first, second) => {
      const record = recordOf(zone, 'sub.acme.example', ['s1', 's2']);
      const before = verdictOf(record);
      if (before) seen[before]++;
      if (before === 'pass') return;
      const { answers } = record;
      const silenced = answers.map((answer, at) =>
        at === first % answers.length ? { ...answer, values: null } : answer,
      );
      expect(verdictOf({ ...record, answers: silenced })).not.toBe('pass');
      // One that was never put, but for the keys, whose list is the configuration's.
      const least = answers.filter(({ name }) => !name.includes('_domainkey'));
      const others = answers.filter((answer) => answer !== least[second % least.length]);
      expect(verdictOf({ ...record, answers: others })).not.toBe('pass');
    }),
    runs,
  );
  // The worlds are of all kinds, so that the property says something.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
});

test('A pass consults nothing that was not asked', () => {
  fc.assert(
    fc.property(world, (zone) => {
      const record = recordOf(zone, 'sub.acme.example', ['s1', 's2']);
      const [found] = judgeRecords(record);
      expect(found?.reason ?? '').not.toContain('not asked');
    }),
    runs,
  );
});

test('What stands behind an include that ends early for everybody is asked, however much that include would take', () => {
  const record = recordOf(
    {
      'sub.acme.example': ['v=spf1 include:y.example include:acme.example -all'],
      // Nobody gets past the host that exists; who goes on, goes round.
      'y.example': ['v=spf1 -exists:a.example include:y.example -all'],
      'a.example': ['A 192.0.2.7'],
      'acme.example': ['v=spf1 a:b.example ip4:192.0.2.0/24 -all'],
      '_dmarc.acme.example': ['v=DMARC1; p=reject'],
    },
    'sub.acme.example',
    [],
  );
  expect(record.answers.map(({ name, type }) => `${type} ${name}`)).toEqual(
    expect.arrayContaining(['TXT acme.example', 'A b.example', 'AAAA b.example']),
  );
});
