import { expect, test } from '@jest/globals';
import { catalog } from '../../../lib/controls/catalog.ts';
import type { OnePasswordVault } from '../../../lib/evidence/datasets/onepassword.ts';
import { eachAssessment } from '../../../lib/judging/assessed.ts';
import type { Assessment } from '../../../lib/judging/control.ts';
import { type JudgedSink, judging } from '../../../lib/judging/judge.ts';
import { outOfScope } from '../../../lib/judging/out-of-scope.ts';
import { waiversInForce } from '../../../lib/judging/waivers.ts';
import { linesOf } from '../../judging/lines.ts';
import fc, { runs as times } from '../../properties.ts';
import { companyOf, somebodies } from './random-company.ts';
import { inputOf, now, type Part, type World } from './world.ts';

const runs = times(10);
const provided = (world: World) => [...new Set(world.parts.map(({ provider }) => provider))];
const allProviders = [
  ...new Set(catalog.flatMap(({ needs }) => needs.map(({ dataset }) => dataset.provider))),
];

/** The same service once more, of other people or of the same, under another id. */
function joined(world: World, provider: string): World {
  const own = world.parts.filter((part) => part.provider === provider);
  const more = own.map((part): Part => ({ ...part, connection: `${part.connection}-2` }));
  return { ...world, parts: [...world.parts, ...more] };
}

/** Another vault of the same name beside each. */
function withNamesakes(world: World): World {
  const parts = world.parts.map((part): Part => {
    if (part.dataset !== 'vaults') return part;
    const rows = part.rows as readonly OnePasswordVault[];
    return { ...part, rows: [...rows, ...rows.map((one) => ({ ...one, id: `${one.id}-2` }))] };
  });
  return { ...world, parts };
}

/** All that every control which applies says of a company. */
function said(world: World): ReadonlyMap<string, readonly Assessment[]> {
  return new Map(
    catalog.flatMap((control) => {
      const input = inputOf(control, world);
      if (outOfScope(control, provided(world), input.settings) !== null) return [];
      return [[control.id, [...eachAssessment(control.evaluate(input))]] as const];
    }),
  );
}

function expectKept(before: World, after: World): void {
  const [was, is] = [said(before), said(after)];
  for (const [control, assessments] of was) {
    const keys = new Map((is.get(control) ?? []).map(({ key, subject }) => [key, subject]));
    // One that stands for the lack of anything to say is gone when there is something.
    const others = assessments.filter(({ key, subject }) => keys.get(key) !== subject);
    expect([control, others]).toEqual([control, []]);
  }
}

test.each(allProviders)(
  'a second connection of %s changes no key and no name of what was there',
  (provider) => {
    fc.assert(
      fc.property(somebodies, (people) => {
        const company = companyOf(people);
        expectKept(company, joined(company, provider));
      }),
      runs,
    );
  },
);

test('a second vault of the same name changes no key of what was there', () => {
  fc.assert(
    fc.property(somebodies, (people) => {
      const company = companyOf(people);
      expectKept(company, withNamesakes(company));
    }),
    runs,
  );
});

test.each(['of the same name', 'before it in order', 'behind it'])(
  'a failure keeps its beginning and its waiver by key when a subject joins %s',
  (where) => {
    const control = 'c';
    const fails = (key: string, subject: string): Assessment => ({
      key,
      subject,
      verdict: 'fail',
      reason: 'Seen.',
    });
    const before = {
      control,
      key: 'one/1',
      reason: 'Seen.',
      since: '2026-01-01T02:00:00Z',
      subject: 'ci',
      verdict: 'fail',
      waiver: null,
    } as const;
    const other = { 'of the same name': 'ci', 'before it in order': 'aa', 'behind it': 'zz' }[where] ?? '';
    const waiver = {
      control,
      subject: 'one/1',
      reason: 'Old',
      approvedBy: 'cto@acme.example',
      expires: '2027-01-31',
    };
    const found: (string | null | undefined)[][] = [];
    const sink: JudgedSink = {
      judged: ({ after }) => found.push([after?.key, after?.since, after?.waiver?.reason]),
      ambiguous: () => {},
    };
    const run = now.toISOString();
    const waivers = waiversInForce([waiver], control, now, 'UTC');
    const judgement = judging(linesOf([before]), { control, run, now, waivers, whole: true }, sink);
    const all = [fails('one/1', 'ci'), fails('two/1', other)];
    for (const one of all.toSorted((a, b) => (`${a.subject} ${a.key}` < `${b.subject} ${b.key}` ? -1 : 1)))
      judgement.add(one);
    judgement.end();
    expect(found).toContainEqual(['one/1', before.since, 'Old']);
    expect(found).toContainEqual(['two/1', run, undefined]);
  },
);
