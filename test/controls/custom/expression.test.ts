import { describe, expect, test } from '@jest/globals';
import { compile, expressionFaults } from '../../../lib/controls/custom/expression.ts';
import { now } from './world.ts';

const record = JSON.parse(`{
  "isAdmin": true, "name": "ana", "count": 3, "ratio": 1.5, "none": null, "when": "2026-01-01T00:00:00Z",
  "list": ["a", "b"], "empty": [], "holes": ["a", null],
  "inner": { "city": "Delft", "zip": null }, "people": [{ "kind": "USER" }, { "kind": null }]
}`);

function answer(text: string, of: object = record): unknown {
  expect(expressionFaults('must', text)).toEqual([]);
  const found = compile('must', text)(of, now);
  return 'value' in found ? found.value : found.unknown;
}

describe('An expression', () => {
  test.each([
    ['record.isAdmin', true],
    ['record.name == "ana" && record.count > 2', true],
    ['record["name"] == "ben"', false],
    ['record.inner.city in ["Delft", "Leiden"]', true],
    ['record.count in [1, 2]', false],
    ['record.count in [3.0] && record.count == 3.0 && record.count + 1 == 4', true],
    ['record.count in [3u] && record.ratio in [1.5]', true],
    ['"a" in record.list && size(record.list) == 2', true],
    ['"a" in record.empty || record.empty == record.list', false],
    ['record.list == ["a", "b"]', true],
    ['record.list == [] || record.empty != []', false],
    ['record.list.filter(one, one != "a").all(one, one == "b")', true],
    ['record.people.exists(one, one.kind == "USER")', true],
    ['record.name.split("n")[0] == "a"', true],
    ['timestamp(record.when) < now', true],
    ['timestamp(record.when) in [now]', false],
    ['has(record.name)', true],
    ['record.name != null', true],
  ])('%s is %s', (text, value) => {
    expect(answer(text)).toBe(value);
  });
});

describe('A field without a value', () => {
  test.each([
    'record.none',
    'record.missing',
    '!record.missing',
    'record.none == null',
    'record.none != null',
    'record.missing != "x"',
    'has(record.none)',
    '!has(record.missing)',
    '!(record.missing in ["x"])',
    '!("x" in record.missing)',
    'record.none ? true : true',
    'record.missing.deeper == 1',
    'record.inner.zip != "x"',
    'record.inner["missing"] != "x"',
    'record.people.all(one, one.kind == "USER")',
    'record.people.map(one, one.kind) != []',
    '!record.holes.exists(one, one == "b")',
    'size(record.holes) > 0',
    'type(record.none) != string',
    '[record.none] != []',
    '{"a": record.none} != {"a": 1}',
    'record[record.none] != 1',
    'record.missing || record.none',
    'record.missing && record.isAdmin',
  ])('has no answer: %s', (text) => {
    expect(answer(text)).toMatch(
      /^The evidence holds no value for (none|missing|inner\.zip|inner\.missing|people\[1\]\.kind|holes\[1\])\.$/,
    );
  });

  test.each([
    ['record.missing || record.isAdmin', true],
    ['record.isAdmin || record.missing', true],
    ['record.missing && !record.isAdmin', false],
    ['record.people.exists(one, one.kind == "USER")', true],
  ])('does not matter where it does not decide: %s', (text, value) => {
    expect(answer(text)).toBe(value);
  });
});

describe('Values of different kinds', () => {
  test.each([
    'record.isAdmin != "true"',
    '"true" != record.isAdmin',
    'record.name != record.isAdmin',
    'record.count != "3"',
    '!(record.isAdmin in ["true"])',
    '!(3 in record.list)',
    'record.list != "a"',
    '!(record.list in ["a"])',
    '!(record.inner in ["a"])',
    'record.inner != record.inner',
    'record.inner != {"city": "Delft"}',
    'record.people != record.people',
    'record.when != now',
    'record.people.exists(one, one.kind != 1)',
  ])('are not compared: %s', (text) => {
    expect(answer(text)).toMatch(/^`must` could not be evaluated: .* cannot be compared\.$/);
  });
});

describe('No answer comes of', () => {
  test.each([
    ['another kind of value', 'record.name', '`must` gave text and not true or false.'],
    ['a number', 'record.count', '`must` gave a number and not true or false.'],
    ['a list', 'record.list', '`must` gave a list and not true or false.'],
    ['a map', 'record.inner', '`must` gave another kind of value and not true or false.'],
    ['an error', 'record.count / 0 == 1', '`must` could not be evaluated: division by zero.'],
    [
      'a place beyond a list',
      'record.list[7] == "a"',
      '`must` could not be evaluated: No such key: index out of bounds, index 7 >= size 2.',
    ],
    [
      'the fields that there are',
      'record.inner.all(key, key != "x")',
      'inner is not a list; an expression cannot go over its fields.',
    ],
    [
      'looking for a field by name',
      '!("x" in record.inner)',
      '`must` could not be evaluated: no such overload: string in dyn<record>.',
    ],
  ])('%s', (_, text, reason) => {
    expect(answer(text)).toBe(reason);
  });
});

describe('What objects inherit', () => {
  test.each([
    'record.constructor != "x"',
    'record.__proto__ != "x"',
    'record["__proto__"].constructor != "x"',
    'record.inner.constructor != "x"',
    'record["const" + "ructor"] != "x"',
    'record.hasOwnProperty != "x"',
    'record.get != "x"',
    'record.size != 1',
  ])('is no field: %s', (text) => {
    expect(answer(text)).toMatch(/^The evidence holds no value for [\w.]+\.$/);
  });

  test.each([
    'record.list.constructor != "x"',
    'record.list["length"] != 7',
    'record.name.constructor != "x"',
    'now.constructor != "x" && record.isAdmin',
    'now.__proto__ == now && record.isAdmin',
    'record.isAdmin.__proto__ != "x"',
  ])('is out of reach: %s', (text) => {
    const faults = expressionFaults('must', text);
    if (faults.length === 0) expect(answer(text)).toMatch(/^`must` could not be evaluated: /);
  });

  test('is what the provider says where a field has such a name', () => {
    const odd = JSON.parse('{ "__proto__": "a", "constructor": "b" }');
    expect(answer('record.__proto__ == "a" && record["constructor"] == "b"', odd)).toBe(true);
  });
});

describe('An expression that goes on and on', () => {
  const members = Array.from({ length: 2_000 }, (_, number) => `m${number}`);

  test('ends without an answer', () => {
    expect(answer('record.members.all(a, record.members.all(b, a == a && b == b))', { members })).toBe(
      'This record has longer lists than an expression may go over.',
    );
    expect(answer('record.members.all(a, a != "x")', { members })).toBe(true);
  });

  test.each([
    ['three lists deep', 'record.l.all(a, record.l.all(b, record.l.all(c, a == c)))', 32],
    ['over what it makes', 'record.s.split("").all(a, a != "x")', 0],
    ['over sums', 'record.isAdmin && (record.l + record.l).all(a, a != "x")', 19],
    ['by patterns', 'record.isAdmin && record.s.matches("^(a+)+$")', 18],
    ['by doubling', 'cel.bind(a, record.s + record.s, a == "x")', 0],
  ])('is a fault: %s', (_, text, offset) => {
    expect(expressionFaults('must', text)).toMatchObject([{ offset }]);
  });

  test.each([
    [`${'!'.repeat(5_000)}record.a`, 'is longer than 4000 characters — split the control'],
    [`${'('.repeat(200)}record.a${')'.repeat(200)}`, 'Exceeded maxDepth (50) — split the control'],
    [`record.a in [${'1,'.repeat(300)}1]`, 'Exceeded maxListElements (200) — split the control'],
    [Array(300).fill('record.a').join(' && '), 'Exceeded maxAstNodes (500) — split the control'],
  ])('is a fault when it is written out: %.12s…', (text, message) => {
    expect(expressionFaults('must', text)).toMatchObject([{ message }]);
  });
});

describe('A fault of an expression', () => {
  test.each([
    ['record.a ==', 11, 'Unexpected token: EOF — correct the expression'],
    ['record.a = 1', 9, 'Unexpected character: = — correct the expression'],
    ['record.a &&\n  recrod.b', 14, 'Unknown variable: recrod — an expression can use `record` and `now`'],
    ['record.a && 1 == "x"', 12, 'no such overload: int == string — correct the expression'],
    ['"a" in record', 0, 'no such overload: string in record — correct the expression'],
    ['record.a + 1', 0, 'gives int and not true or false — correct the expression'],
    ['1 == 1', 0, 'is the same for every record — say what must hold of `record`'],
    [
      'now - timestamp(record.a) < duration("30d")',
      28,
      expect.stringMatching(/^this is not a duration — .*720h/),
    ],
    ['timestamp("yesterday") < timestamp(record.a)', 0, expect.stringMatching(/offset/)],
    [
      'timestamp("2026-13-99T00:00:00Z") < timestamp(record.a)',
      0,
      expect.stringMatching(/^this is not a time/),
    ],
  ])('%j', (text, offset, message) => {
    expect(expressionFaults('must', text)).toEqual([{ offset, message }]);
  });

  test('is looked for in each part by what it has to give', () => {
    expect(expressionFaults('subject', 'record.a == 1')).toEqual([
      { offset: 0, message: 'gives bool and not text — correct the expression' },
    ]);
    expect(expressionFaults('subject', 'record.a + "/" + record.b')).toEqual([]);
    expect(expressionFaults('for', 'true')).toEqual([]);
  });

  test('makes it none that could be compiled', () => {
    expect(() => compile('for', 'nothing')).toThrow('for: Unknown variable: nothing');
  });
});
