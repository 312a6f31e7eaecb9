import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSecret } from '../../lib/config/secret.ts';
import { SecretError } from '../../lib/config/secret-error.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exhibit-secret-'));
});
afterAll(() => rm(folder, { recursive: true }));

const managed = async (name: string): Promise<string> => {
  if (name === 'exhibit/github') return 'from the manager\n';
  throw Object.assign(new Error(`${name} holds hunter2`), {
    name: name === 'none' ? 'ResourceNotFoundException' : name,
  });
};

async function errorOf(reading: Promise<string>): Promise<SecretError> {
  const error = await reading.catch((thrown) => thrown);
  expect(error).toBeInstanceOf(SecretError);
  return error;
}

describe('a secret', () => {
  test('is read from the environment', async () => {
    expect(await readSecret({ from: 'env', name: 'TOKEN' }, { TOKEN: 'a b' })).toBe('a b');
  });

  test('is read from a file, without the newline at its end', async () => {
    const name = join(folder, 'token');
    await writeFile(name, ' a\nb\n\n');
    expect(await readSecret({ from: 'file', name }, {})).toBe(' a\nb\n');
    await writeFile(name, 'token\r\n');
    expect(await readSecret({ from: 'file', name }, {})).toBe('token');
  });

  test('is read from the secrets manager', async () => {
    expect(await readSecret({ from: 'secret', name: 'exhibit/github' }, {}, managed)).toBe(
      'from the manager',
    );
  });
});

describe('a secret that is not there', () => {
  test.each([
    ['env', 'TOKEN', 'The environment variable TOKEN is not there — set it'],
    ['file', '/nowhere/token', 'The file /nowhere/token is not there — put the secret there'],
    ['secret', 'none', 'The secret none in AWS Secrets Manager is not there — create it'],
  ] as const)('in %s is named, with what to do', async (from, name, message) => {
    const error = await errorOf(readSecret({ from, name }, { OTHER: 'hunter2' }, managed));
    expect(error.code).toBe('missing');
    expect(error.message).toContain(message);
  });

  test.each(['', '\n', ' \r\n'])('but empty (%j) is said to be empty', async (value) => {
    const error = await errorOf(readSecret({ from: 'env', name: 'TOKEN' }, { TOKEN: value }));
    expect(error).toMatchObject({
      code: 'empty',
      message: expect.stringContaining('TOKEN is empty — set it'),
    });
  });
});

describe('a secret that may not be read', () => {
  test('names the file and the reason', async () => {
    const error = await errorOf(readSecret({ from: 'file', name: folder }, {}));
    expect(error.code).toBe('unreadable');
    expect(error.message).toBe(
      `The file ${folder} could not be read (EISDIR) — put the secret there, readable by this user alone`,
    );
  });

  test('names the manager’s reason, and nothing of what it said', async () => {
    const error = await errorOf(readSecret({ from: 'secret', name: 'AccessDeniedException' }, {}, managed));
    expect(error.code).toBe('unreadable');
    expect(error.message).toContain('could not be read (AccessDeniedException) — ');
    expect(error.message).not.toContain('hunter2');
  });
});
