import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { readJson } from '../../lib/http/json.ts';
import { readEvent, runText } from '../../lib/nightly/functions/event.ts';
import { readManifest } from '../../lib/package/manifest.ts';
import { readExport } from '../../lib/providers/onepassword/collect/export.ts';
import { parseEach, user } from '../../lib/providers/onepassword/collect/schema.ts';
import { checkResponse } from '../../lib/providers/slack/collect/envelope.ts';
import { readStatement } from '../../lib/seal/statement.ts';

const readings: [of: string, read: () => unknown, words: string][] = [
  [
    'an event',
    () => readEvent('plan', { run: 7 }, z.object({ run: runText })),
    'run: Invalid input: expected string, received number.',
  ],
  [
    'an answer',
    () =>
      readJson(
        new Response('{"a":[{"b":null}]}'),
        z.object({ a: z.array(z.object({ b: z.string() })) }),
        'x',
      ),
    'a[0].b: Invalid input: expected string, received null.',
  ],
  [
    'an answer of Slack’s',
    () => checkResponse('{"ok":"true"}', 'users.list'),
    'ok: Invalid input: expected boolean, received string.',
  ],
  [
    'an entry of 1Password’s',
    () => {
      throw new Error(parseEach([{ id: '', email: 'ana@example.com' }], user, 'users').problem?.message);
    },
    'users[0].id: Too small: expected string to have >=1 characters.',
  ],
  [
    'an export of vaults',
    () => readExport({ exportedAt: 'yesterday', vaults: [] }),
    'file.exportedAt: Invalid ISO datetime.',
  ],
  [
    'a seal',
    () => readStatement(Buffer.from('{}')),
    '✖ Invalid input: expected "https://in-toto.io/Statement/v1"   → at _type',
  ],
  [
    'a manifest',
    () => readManifest(Buffer.from('{}')),
    '✖ Invalid input: expected "exhibit/package/v1"   → at schema',
  ],
];

test.each(readings)(
  'a fault of %s is told in words, and not as "Invalid input" alone',
  async (_, read, words) => {
    await expect(async () => await read()).rejects.toThrow(words);
  },
);
