import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../lib/config/error.ts';
import { check } from '../../lib/config/issues.ts';
import { startReport } from '../../lib/config/report.ts';
import { readSource } from '../../lib/config/source.ts';

/** What is said of a text that is checked by a schema of its own. */
function said(schema: z.ZodMiniType, text: string): string[] {
  const source = readSource(text);
  const report = startReport('x.yaml', text, source, []);
  check(report, schema, source.value, []);
  try {
    report.throwIfAny();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n');
    throw error;
  }
}

test('of several forms, the one that fits best is spoken of', () => {
  const sdk = z.strictObject({ token: z.string() });
  const file = z.strictObject({ path: z.string(), days: z.number() });
  const schema = z.strictObject({ source: z.union([sdk, file]) });
  expect(said(schema, 'source: { path: a, days: 3 }')).toEqual([]);
  expect(said(schema, 'source: { path: a, days: soon }')).toEqual([
    'x.yaml:1:26 source.days: is text — write a number',
  ]);
  expect(said(schema, 'source:\n  tokn: a')).toEqual([
    'x.yaml:2:3 source.token: is missing — add it',
    'x.yaml:2:3 source.tokn: this key is not known — did you mean "token"?',
  ]);
});

test('of forms that a key tells apart, the one that it names is spoken of', () => {
  const schema = z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('sdk'), token: z.string() }),
    z.strictObject({ by: z.literal('export'), file: z.string() }),
  ]);
  expect(said(schema, 'by: export')).toEqual(['x.yaml:1:1 file: is missing — add it']);
  expect(said(schema, 'by: exprt')).toEqual(['x.yaml:1:5 by: is not known — did you mean "export"?']);
  expect(said(schema, 'file: x')).toEqual(['x.yaml:1:1 by: is missing — add it']);
});

test('a key that is not known, deep inside, is named by itself', () => {
  const schema = z.strictObject({ list: z.array(z.strictObject({ minimum: z.number() })) });
  expect(said(schema, 'list:\n  - minimum: 1\n    minimun: 2')).toEqual([
    'x.yaml:3:5 list[0].minimun: this key is not known — did you mean "minimum"?',
  ]);
});

test.each([
  [z.string().check(z.minLength(3)), 'a: ab', 'is too short — write at least 3 characters'],
  [z.array(z.string()).check(z.maxLength(1)), 'a: [b, c]', 'is too long — write at most 1 entry'],
  [z.number().check(z.maximum(4)), 'a: 5', 'is too high — write at most 4'],
  [z.int(), 'a: 1.5', 'is a number — write a whole number'],
  [z.boolean(), 'a: "yes"', 'is text — write true or false'],
  [z.literal('exact'), 'a: b', 'must be exact — write that'],
  [z.url(), 'a: b', 'is not a valid URL — correct it'],
  [z.string().check(z.regex(/x/)), 'a: b', 'is not in the expected form — correct it'],
  [z.string().check(z.regex(/x/, 'must be x')), 'a: b', 'must be x — correct it'],
  [z.number().check(z.multipleOf(2)), 'a: 3', 'Invalid number: must be a multiple of 2 — correct it'],
])('a value is spoken of in plain words (%#)', (schema, text, words) => {
  const [line, ...others] = said(z.strictObject({ a: schema }), text);
  expect(others).toEqual([]);
  expect(line).toContain('x.yaml:1:4 a: ');
  expect(line).toContain(words);
});
