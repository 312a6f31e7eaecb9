import { expect, test } from '@jest/globals';
import { mutantsOf, sampleOf } from '../scripts/mutation/mutants.ts';
import { importersIn, testsThatReach } from '../scripts/mutation/reach.ts';
import { root } from './end-to-end/call.ts';

const source = `import { x } from './x.ts';
type Word = 'pass' | 'fail';
/** é: bytes and letters are not the same. */
export function judged(list: readonly string[], most = 3): Word {
  const named = list.filter((one) => one !== 'ana');
  if (named.length > most && !list.some((one) => one === 'Said to a person.')) return 'fail';
  return 'pass' as Word;
}
`;

const changed = (text: string) =>
  mutantsOf('lib/x.ts', text).map(({ line, before, after }) => `${line}: ${before} → ${after}`);

test('Mutants are small changes of what runs; types, imports and prose stay', () => {
  expect(changed(source)).toEqual([
    '4: 3 → 4',
    "5: list.filter((one) => one !== 'ana') → list",
    '5: !== → ===',
    "5: 'ana' → ''",
    "6: named.length > most && !list.some((one) => one === 'Said to a person.') → true",
    "6: named.length > most && !list.some((one) => one === 'Said to a person.') → false",
    '6: > → >=',
    '6: && → ||',
    "6: !list.some((one) => one === 'Said to a person.') → list.some((one) => one === 'Said to a person.')",
    '6: some → every',
    '6: === → !==',
    "6: 'fail' → 'pass'",
    "7: 'pass' → 'fail'",
  ]);
  for (const { text, before, after, line } of mutantsOf('lib/x.ts', source)) {
    const [was = '', is = ''] = [source, text].map((one) => one.split('\n')[line - 1] ?? '');
    expect([was.replace(before, after), text.length - source.length]).toEqual([
      is,
      after.length - before.length,
    ]);
  }
});

test('A mutant is the same wherever its line stands, and has its place in the sample by the seed', () => {
  const ids = (text: string) => mutantsOf('lib/x.ts', text).map(({ id }) => id);
  expect(ids(`// One line more.\n${source}`)).toEqual(ids(source));
  expect(new Set(ids(source)).size).toBe(ids(source).length);
  const mutants = mutantsOf('lib/x.ts', source);
  const some = sampleOf(mutants, '1', 5);
  expect(sampleOf(mutants.toReversed(), '1', 5)).toEqual(some);
  expect(sampleOf(mutants.slice(0, -1), '1', 20).map(({ id }) => id)).toEqual(
    sampleOf(mutants, '1', 20)
      .map(({ id }) => id)
      .filter((id) => id !== mutants.at(-1)?.id),
  );
  expect(sampleOf(mutants, '2', 20)).not.toEqual(sampleOf(mutants, '1', 20));
});

test('The tests that reach a file are found, those that import it first, and the one that mirrors it before others', () => {
  const files = [
    'lib/judging/waivers.ts',
    'lib/judging/judge.ts',
    'test/judging/judge.test.ts',
    'test/judging/waivers.test.ts',
    'test/mutants.test.ts',
  ];
  const importers = importersIn(root, files);
  expect(testsThatReach('lib/judging/waivers.ts', importers)).toEqual([
    'test/judging/waivers.test.ts',
    'test/judging/judge.test.ts',
  ]);
});
