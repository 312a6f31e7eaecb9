import { expect, test } from '@jest/globals';
import { expressionFaults } from '../../../lib/controls/custom/expression.ts';
import fc, { runs } from '../../properties.ts';
import { assessOne } from './world.ts';

const nothing = fc.constant(null);
const inner = fc.record({ f: fc.option(fc.boolean()) });
const values = {
  a: fc.boolean(),
  b: fc.constantFrom('x', 'y'),
  c: fc.constantFrom(1, 2, 1.5),
  d: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
};
const odd = fc.oneof(...Object.values(values), nothing, inner, fc.array(inner), fc.constant(['x', null]));

/** A field mostly holds what its name promises, sometimes anything, sometimes nothing; or it is not there. */
const mostly = <Value>(usual: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: usual, weight: 8 }, { arbitrary: odd, weight: 1 }, { arbitrary: nothing, weight: 1 });
const names = ['a', 'b', 'c', 'd'] as const;
const record = fc.record(
  { a: mostly(values.a), b: mostly(values.b), c: mostly(values.c), d: mostly(values.d) },
  { requiredKeys: [] },
);

const usual = fc.constantFrom(
  'record.a',
  'record.a == true',
  'record.b == "x"',
  'record.b != "x"',
  'record.b in ["x", "z"]',
  'record.b in record.d',
  'record.b.startsWith("x")',
  'record.c == 1',
  'record.c < 2',
  'record.c + 1 > 2.0',
  '"x" in record.d',
  'size(record.d) == 1',
  'record.d == ["x"]',
  'record.d[0] == "x"',
  'record.d.all(e, e == "x")',
  'record.d.exists(e, e == record.b)',
  'record.d.exists_one(e, e == "x")',
  'size(record.d.filter(e, e != "x")) == 0',
  'has(record.b)',
  'type(record.b) == string',
);
const field = fc.constantFrom(...names.map((name) => `record.${name}`));
const operand = fc.oneof(field, fc.constantFrom('"x"', '1', '1.5', 'true', 'null', '["x"]', 'record.a.f'));
const wild = fc.oneof(
  fc.tuple(operand, fc.constantFrom('==', '!=', '<', 'in'), operand).map((parts) => parts.join(' ')),
  fc.tuple(field, fc.constantFrom('all', 'exists')).map(([list, loop]) => `${list}.${loop}(e, e.f)`),
);

const { condition } = fc.letrec<{ condition: string }>((tie) => {
  const part = tie('condition').map((text) => `(${text})`);
  return {
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.oneof({ arbitrary: usual, weight: 6 }, { arbitrary: wild, weight: 1 }),
      part.map((a) => `!${a}`),
      fc.tuple(part, part).map(([a, b]) => `${a} && ${b}`),
      fc.tuple(part, part).map(([a, b]) => `${a} || ${b}`),
      fc.tuple(part, part, part).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
    ),
  };
});

/** Whether it passes, fails, is unknown, or is none of the control's business. */
function verdict(which: string | null, must: string, of: object): string {
  return assessOne({ for: which, must }, of)?.verdict ?? 'left out';
}

test('a field that is taken away, or holds null, makes a verdict unknown or leaves it as it is', () => {
  const sound = (part: 'for' | 'must') =>
    condition.filter((text) => expressionFaults(part, text).length === 0);
  const which = fc.option(sound('for'), { freq: 2 });
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(which, sound('must'), record, fc.constantFrom(...names), (given, must, full, name) => {
      const { [name]: _, ...less } = full;
      const before = verdict(given, must, full);
      for (const poorer of [less, { ...full, [name]: null }]) {
        const after = verdict(given, must, poorer);
        expect([before, 'unknown']).toContain(after);
        seen.set(`${before} ${after}`, (seen.get(`${before} ${after}`) ?? 0) + 1);
      }
    }),
    runs(1_500),
  );
  // Else the property would speak of nothing.
  for (const change of ['pass pass', 'pass unknown', 'fail fail', 'fail unknown', 'unknown unknown'])
    expect(seen.get(change) ?? 0).toBeGreaterThan(30);
});
