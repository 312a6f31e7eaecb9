import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LockerError } from '../../lib/locker/locker.ts';
import { openZipReader } from '../../lib/zip/zip-reader.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { type CraftedFile, crafted, type Extras } from './crafted.ts';

const page: CraftedFile = { name: 'index.html', content: '<p>All is well</p>' };
const manifest: CraftedFile = { name: 'manifest.json', content: '{}' };

async function read(bytes: Buffer) {
  const path = join(await temporaryFolder(), 'a.zip');
  writeFileSync(path, bytes);
  const reader = await openZipReader(path);
  try {
    const names = (await reader.files('')).map((file) => file.path);
    const unreadable = (await reader.hash(names)).filter(({ sha256 }) => sha256 === '');
    const problems = (await reader.problems?.()) ?? [];
    return { faults: [...problems.map(({ message }) => message), ...unreadable.map((fact) => fact.path)] };
  } finally {
    await reader.close();
  }
}

test('a zip of ours has no fault', async () => {
  expect(await read(crafted([page, manifest]))).toEqual({ faults: [] });
});

test('folders that hold files are none', async () => {
  const folder = { name: 'a/b/', content: '' };
  const parent = { name: 'a/', content: '' };
  expect(await read(crafted([parent, folder, { ...page, name: 'a/b/index.html' }]))).toEqual({ faults: [] });
});

/** With a field that renames a file for programs that know it: Info-ZIP's Unicode path, 0x7075. */
function withRenamingField(bytes: Buffer): Buffer {
  const field = Buffer.from([0x75, 0x70, 1, 0, 1]);
  const record = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const behindName = record + 46 + bytes.readUInt16LE(record + 28);
  bytes.writeUInt16LE(field.length, record + 30);
  const changed = Buffer.concat([bytes.subarray(0, behindName), field, bytes.subarray(behindName)]);
  const end = changed.length - 22;
  changed.writeUInt32LE(changed.readUInt32LE(end + 12) + field.length, end + 12);
  return changed;
}

describe('what one program would unpack and another would not', () => {
  const other = { ...page, content: '<p>All is ill!</p>' };
  test.each<[string, Buffer]>([
    ['a second page that the directory does not name', crafted([page, { ...other, hidden: true }, manifest])],
    ['one before all others', crafted([{ ...other, hidden: true }, page, manifest])],
    ['one behind all others', crafted([page, manifest, { ...other, hidden: true }])],
    ['bytes before the first entry', crafted([page, manifest], { before: '#!/bin/sh\n' })],
    ['bytes between entries', crafted([page, manifest], { between: 'hidden' })],
    ['bytes before the directory', crafted([page, manifest], { beforeDirectory: 'hidden' })],
    [
      'another name in front of the content',
      crafted([{ ...page, listed: { name: Buffer.from('other.html') } }]),
    ],
    ['another method', crafted([{ ...page, listed: { deflated: false, size: 20 } }])],
    ['another checksum in the directory', crafted([{ ...page, listed: { crc: 1 } }])],
    ['another size in the directory', crafted([{ ...page, listed: { size: 17 } }])],
    ['sizes that stand behind in the directory alone', crafted([{ ...page, listed: { streamed: true } }])],
    ['a folder that is called as a file is', crafted([{ name: 'index.html/', content: '' }, page, manifest])],
    ['a folder with nothing in it', crafted([page, { name: 'more/', content: '' }, manifest])],
    ['two names for one content', crafted([page, { ...page, listed: { offset: 0 } }])],
    ['bytes behind the end of what is deflated', crafted([{ ...page, behind: 'hidden' }])],
    ['a field that renames it', withRenamingField(crafted([page]))],
  ])('%s', async (_, bytes) => {
    const { faults } = await read(bytes);
    expect(faults).not.toEqual([]);
  });

  test.each<[string, Extras, (bytes: Buffer) => void]>([
    ['bytes behind the end', { end: 'hidden' }, () => {}],
    ['a comment', { end: 'hidden' }, (bytes) => bytes.writeUInt16LE(6, bytes.length - 6 - 2)],
  ])('%s', async (_, extras, change) => {
    const bytes = crafted([page, manifest], extras);
    change(bytes);
    const faults = await read(bytes).then(
      (result) => result.faults,
      (error: Error) => [error.message],
    );
    expect(faults).not.toEqual([]);
  });
});

test('every single bit of the frame of a zip is told when it is turned', async () => {
  const whole = crafted([page, manifest]);
  const path = join(await temporaryFolder(), 'a.zip');
  const missed: number[] = [];
  for (let at = 0; at < whole.length; at++) {
    // The last byte of what is deflated is filled up with bits that mean nothing.
    if (endsContent(whole, at)) continue;
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(path, changed);
    if (!(await isTold(path))) missed.push(at);
  }
  expect(missed).toEqual([]);
});

const endsContent = (bytes: Buffer, at: number): boolean =>
  [0x0403, 0x0201].some(
    (kind) => bytes.readUInt32LE(Math.min(at + 1, bytes.length - 4)) === kind * 0x10000 + 0x4b50,
  );

async function isTold(path: string): Promise<boolean> {
  const reader = await openZipReader(path).catch(() => null);
  if (!reader) return true;
  const names = (await reader.files('')).map((file) => file.path);
  const changed = (await reader.hash(names)).some(({ sha256 }) => sha256 === '');
  const told = [...((await reader.problems?.()) ?? []), ...((await reader.notices?.()) ?? [])];
  await reader.close();
  const renamed = names.join() !== 'index.html,manifest.json';
  return changed || renamed || told.length > 0;
}

describe('a package that another program zipped again', () => {
  const programs: [string, string[]][] = [
    ['zip', ['-qr', 'a.zip', 'runs', 'manifest.json']],
    ['bsdtar', ['--format', 'zip', '-cf', 'a.zip', 'runs', 'manifest.json']],
    ['python3', ['-m', 'zipfile', '-c', 'a.zip', 'runs', 'manifest.json']],
  ];
  test.each(programs)('%s: is read as it is, and told as such', async (program, args) => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'runs'));
    writeFileSync(join(folder, 'runs/a.json'), '{"a":1}'.repeat(1000));
    writeFileSync(join(folder, 'manifest.json'), '{}');
    const { status, error } = spawnSync(program, args, { cwd: folder });
    if (error) return process.stderr.write(`Not tested with ${program}: there is none.\n`);
    expect(status).toBe(0);
    const reader = await openZipReader(join(folder, 'a.zip'));
    expect((await reader.hash(['runs/a.json'])).map(({ bytes }) => bytes)).toEqual([7000]);
    expect(await reader.problems?.()).toEqual([]);
    expect((await reader.notices?.())?.map(({ kind }) => kind)).toEqual(['repacked']);
    await reader.close();
    return undefined;
  });
});

test('content that is damaged is named where it is read, and is no fault of ours', async () => {
  const path = join(await temporaryFolder(), 'a.zip');
  writeFileSync(path, crafted([{ ...page, listed: { crc: 1 } }]));
  const reader = await openZipReader(path);
  await expect(reader.read('index.html')).rejects.toThrow(/index\.html in .* cannot be unpacked/);
  await expect(reader.read('index.html')).rejects.toThrow(LockerError);
  await reader.close();
});
