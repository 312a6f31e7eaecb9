import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lineWriter } from '../../../lib/locker/line-writer.ts';
import { findingLines } from '../../../lib/nightly/conclude/finding-lines.ts';
import { temporaryFolder } from '../../locker/folders.ts';

/** Lines of one, two, three and four bytes a letter, the longest longer than any buffer. */
const letters = ['a', 'é', '€', '😀'];
const line = (number: number): string => `${number} ${letters[number % 4]}`.repeat(1 + ((number * 37) % 90));
const many = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => line(from + index));
const textOf = (lines: readonly string[]): string => lines.map((one) => `${one}\n`).join('');

test.each([
  ['no line', []],
  ['one line', many(3, 4)],
  ['as many as are held', many(0, 300)],
  ['more than are held', many(0, 9_000)],
  ['one that is longer than what is held', ['x'.repeat(200_000)]],
  ['long ones among short ones', [...many(0, 50), '€'.repeat(150_000), ...many(50, 99), 'é'.repeat(70_000)]],
])('Findings of a control come behind those of the one before, byte for byte: %s', async (_, lines) => {
  const folder = await temporaryFolder();
  const findings = lineWriter(join(folder, 'findings'));
  const own = join(folder, 'own');
  findings.add('those before');
  const held = findingLines(own);
  for (const one of many(0, 4_000)) held.add(one);
  held.clear();
  for (const one of lines) held.add(one);
  const place = held.moveTo(findings);
  findings.add('those behind');
  const written = findings.finish();

  expect(place).toEqual({ offset: 13, bytes: Buffer.byteLength(textOf(lines)), count: lines.length });
  expect(readFileSync(join(folder, 'findings'), 'utf8')).toBe(`those before\n${textOf(lines)}those behind\n`);
  expect(written.count).toBe(lines.length + 2);
  expect(existsSync(own)).toBe(false);
});
