import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { terminalPage } from '../scripts/terminal-page.ts';

const images = fileURLToPath(new URL('../docs/images/terminal/', import.meta.url));
const names = [
  'demo',
  'doctor-bad',
  'doctor-down',
  'doctor-good',
  'drift',
  'init',
  'run',
  'status',
  'status-control',
  'verify-bad',
  'verify-good',
];

test('There is a picture of each command, at 80 and at 140 columns', () => {
  const files = names.flatMap((name) => [80, 140].map((columns) => `${name}-${columns}.png`));
  expect(files.filter((file) => !existsSync(join(images, file)))).toEqual([]);
});

test('A page of a terminal has colours as styles, no escape sequence, and nothing that was drawn over', () => {
  const page = terminalPage('exhibit run', 'Night 1\r\u001b[KNight 2\n\u001b[31m✘ <fail>\u001b[39m', 80);
  expect(page).toContain('<span style="color:#ff7b72">✘ &lt;fail></span>');
  for (const left of ['\u001b', 'Night 1']) expect(page).not.toContain(left);
});
