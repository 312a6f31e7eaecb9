import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse, parseDocument } from 'yaml';
import { demoNights } from './demo-nights.ts';
import { callHosted } from './hosts.ts';

const folder = mkdtempSync(join(tmpdir(), 'exhibit-services-'));
const collector = { version: 'test', commit: null, node: 'v24', trigger: 'schedule', by: null } as const;
const config = join(folder, 'exhibit.yaml');
const exhibit = (...words: string[]) =>
  callHosted([...words, '--config', config], { cwd: folder, environment: {} });
const services = async () => JSON.parse((await exhibit('services', '--json')).stdout);

beforeAll(() => demoNights(folder, 2, collector));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The entries that a command prints, as they would be pasted. */
function entriesIn(text: string): readonly object[] {
  const [, listed = ''] = /^(services:\n(?:[ -].*\n?)+)/m.exec(text) ?? [];
  return parse(listed).services;
}

test('What discovery finds is offered by services and by init, and registers it when it is pasted', async () => {
  const found = await services();
  expect(found.discovery).toBe('whole');
  const names = found.unregistered.map(({ name }: { name: string }) => name);
  expect(names.length).toBeGreaterThan(0);
  const [shown, offered] = [await exhibit('services'), await exhibit('init')];
  expect([shown.status, offered.status]).toEqual([1, 0]);
  const entries = entriesIn(offered.stdout);
  expect(entries).toEqual(entriesIn(shown.stdout));
  expect(entries.map((entry) => 'name' in entry && entry.name)).toEqual(names);
  // Nothing was written over.
  const written = readFileSync(config, 'utf8');
  const document = parseDocument(written);
  for (const entry of entries) document.addIn(['services'], entry);
  writeFileSync(config, document.toString());
  const after = await services();
  expect(after.unregistered).toEqual([]);
  expect(after.services.filter((one: { found: unknown[] }) => one.found.length > 0).length).toBe(
    found.services.filter((one: { found: unknown[] }) => one.found.length > 0).length + names.length,
  );
  // Nothing is left to offer, and what is there is never written over.
  const again = await exhibit('init');
  expect([again.status, again.stdout]).toEqual([2, '']);
  expect(again.stderr).toContain('is there already');
});
