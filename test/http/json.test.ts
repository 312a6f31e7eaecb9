import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { parseJson, readJson } from '../../lib/http/json.ts';

describe('a text that is not JSON', () => {
  test.each([
    ['', 'it ends too early, after 0 characters'],
    ['{"users":[', 'it ends too early, after 10 characters'],
    ['{"users":["ana', 'it ends too early, after 14 characters'],
    ['<html>', 'character 1 does not belong'],
    ['{"users":[]}]', 'character 13 does not belong'],
    ['{"users":[1,]}', 'character 13 does not belong'],
    ['{"a":1,}', 'character 8 does not belong'],
    ['{"a" 1}', 'character 6 does not belong'],
    ['{a:1}', 'character 2 does not belong'],
    ['[1 2]', 'character 4 does not belong'],
    ['[1}', 'character 3 does not belong'],
    ['["a\nb"]', 'character 4 does not belong'],
    ['["\\x"]', 'character 3 does not belong'],
    ['[NaN]', 'character 2 does not belong'],
    ['[01]', 'character 3 does not belong'],
  ])('%j is malformed, and the fault is named', (text, fault) => {
    const parse = () => parseJson(text, 'GET /users, page 2');
    expect(parse).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(parse).toThrow(`GET /users, page 2 is not JSON: ${fault}`);
  });

  test('is not quoted, because it may be personal', () => {
    expect(() => parseJson('{"email": ana@example.com}', 'page')).not.toThrow('ana@');
  });
});

describe('an answer', () => {
  const schema = z.object({ users: z.array(z.object({ email: z.string(), age: z.optional(z.number()) })) });

  test('of the documented shape is read', async () => {
    const response = new Response('{"users":[{"email":"ana@example.com","more":1}]}');
    expect(await readJson(response, schema, 'page 1')).toEqual({ users: [{ email: 'ana@example.com' }] });
  });

  test('of another shape is malformed, and the path to its first fault is named', async () => {
    const response = new Response('{"users":[{"email":"ana@example.com"},{"email":null},{}]}');
    const reading = readJson(response, schema, 'page 1');
    await expect(reading).rejects.toMatchObject({ code: 'malformed' });
    await expect(reading).rejects.toThrow('page 1 is not of the documented shape: users[1].email: ');
    await expect(readJson(new Response('[]'), schema, 'page 1')).rejects.toThrow('the whole of it');
  });

  test('that is not JSON is malformed', async () => {
    await expect(readJson(new Response('<html>'), schema, 'page 1')).rejects.toThrow('page 1 is not JSON');
  });
});

describe('JSON nested without end is malformed, and no fault of Exhibit', () => {
  test.each<[string, (depth: number) => string]>([
    ['lists', (depth) => '['.repeat(depth) + ']'.repeat(depth)],
    ['objects', (depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
    ['lists that do not end', (depth) => '['.repeat(depth)],
    ['lists behind brackets in texts', (depth) => `["[\\"[{{",${'['.repeat(depth)}${']'.repeat(depth)}]`],
  ])('%s', (_, nested) => {
    for (const depth of [200, 5_000, 1_000_000])
      expect(() => parseJson(nested(depth), 'Here')).toThrow(/^Here is nested deeper than 100 /);
  });

  test('as deep as anybody documents is read, and brackets in texts do not count', () => {
    expect(parseJson('['.repeat(100) + ']'.repeat(100), 'Here')).toBeDefined();
    const text = '[{'.repeat(500);
    expect(parseJson(JSON.stringify({ a: text, b: `\\"${text}` }), 'Here')).toEqual({
      a: text,
      b: `\\"${text}`,
    });
    expect(parseJson(`[${Array(500).fill('[]').join()}]`, 'Here')).toHaveLength(500);
  });
});
