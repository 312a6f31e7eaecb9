import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { FileError, madeBytes, madeText } from '../../lib/files/made-file.ts';
import { temporaryFolder } from '../locker/folders.ts';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function codeOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof FileError) return error.reason;
    throw error;
  }
}

describe('A file that a person made is read as text', () => {
  const text = '{"name":"Zoë 漢 😀"}\r\n';
  const little = Buffer.from(text, 'utf16le');
  const marked = Buffer.from(`\ufeff${text}`, 'utf16le');

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark, little end first', marked],
    ['UTF-16 with a mark, big end first', Buffer.from(marked).swap16()],
    ['UTF-16 without a mark, little end first', little],
    ['UTF-16 without a mark, big end first', Buffer.from(little).swap16()],
  ])('%s', (name, bytes) => {
    expect(madeText(file(name, bytes))).toBe(text);
  });

  test('through a link', () => {
    symlinkSync(file('target', text), join(folder, 'link'));
    expect(madeText(join(folder, 'link'))).toBe(text);
  });

  test('of no length', () => {
    expect(madeText(file('nothing', ''))).toBe('');
  });

  test.each<[string, Buffer]>([
    ['Latin-1', Buffer.from('{"name":"Zo\xeb"}', 'latin1')],
    ['half a UTF-16 character', marked.subarray(0, -1)],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0, 0, 0xd8, 0, 0])],
  ])('and not where it is %s', (name, bytes) => {
    expect(codeOf(() => madeText(file(name, bytes)))).toBe('not text in UTF-8 or UTF-16');
  });
});

describe('What is no regular file is neither waited for nor read', () => {
  test('a named pipe', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(codeOf(() => madeText(pipe))).toBe('not a regular file');
    symlinkSync(pipe, join(folder, 'to-a-pipe'));
    expect(codeOf(() => madeBytes(join(folder, 'to-a-pipe')))).toBe('not a regular file');
  });

  test.each(['/dev/zero', '/dev/random', '/dev/null', '/dev/tty'])('the device %s', (device) => {
    // A terminal that is none cannot be opened.
    expect(['not a regular file', 'ENXIO']).toContain(codeOf(() => madeText(device)));
  });

  test('a folder, and what is not there', () => {
    mkdirSync(join(folder, 'folder'));
    expect(codeOf(() => madeText(join(folder, 'folder')))).toBe('EISDIR');
    expect(codeOf(() => madeText(join(folder, 'none')))).toBe('ENOENT');
  });

  test('a socket', async () => {
    const path = join(folder, 'socket');
    const server = createServer().listen(path);
    await new Promise((done) => server.once('listening', done));
    expect(codeOf(() => madeText(path))).toBe('ENXIO');
    server.close();
  });

  test('a file without end that says it is an empty one', () => {
    expect(codeOf(() => madeText('/proc/self/status'))).toBeNull();
  });
});

test('A file may be as large as is said, and no larger', () => {
  const full = file('full', Buffer.alloc(1024 * 1024, 'a'));
  expect(madeText(full, 1)).toHaveLength(1024 * 1024);
  expect(codeOf(() => madeText(file('over', Buffer.alloc(1024 * 1024 + 1, 'a')), 1))).toBe('more than 1 MiB');
});
