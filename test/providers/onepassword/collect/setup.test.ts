import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readExport } from '../../../../lib/providers/onepassword/collect/export.ts';
import { cutExport } from '../../../../lib/providers/onepassword/collect/export-form.ts';
import { exportScript } from '../../../../lib/providers/onepassword/collect/export-script.ts';
import { setup } from '../../../../lib/providers/onepassword/collect/setup.ts';
import { settings } from '../../../../lib/providers/onepassword/settings.ts';
import { answers, placeOp } from '../op.ts';

const run = promisify(execFile);

describe('setting up 1Password', () => {
  test('begins with an example that is a connection', () => {
    const [{ id, provider, credentials, ...own }] = parse(setup.example);
    expect([id, provider, credentials]).toEqual([
      'onepassword',
      'onepassword',
      'env:ONEPASSWORD_CREDENTIALS',
    ]);
    expect(settings().safeParse(own).success).toBe(true);
  });

  test('prints the script for an export, as does the README', async () => {
    expect(setup.steps.join('\n')).toContain(exportScript);
    const readme = new URL('../../../../lib/providers/onepassword/README.md', import.meta.url);
    expect(await readFile(readme, 'utf8')).toContain(exportScript);
  });
});

const jq = await run('jq', ['--version']).then(
  () => true,
  () => false,
);

(jq ? describe : describe.skip)('the script for an export', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exhibit op-'));
    await writeFile(join(folder, 'export.sh'), exportScript);
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function exportWith(given: Record<string, unknown>) {
    const env = { ...process.env, ...(await placeOp(folder, given)) };
    const file = join(folder, 'out.json');
    await run('sh', [join(folder, 'export.sh'), file], { env });
    const asked = (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n');
    const { value, leftOut } = cutExport(JSON.parse(await readFile(file, 'utf8')));
    return { asked, leftOut, value, content: readExport(value) };
  }

  test('writes what the collector reads, asking for each group once', async () => {
    const { content, asked, leftOut } = await exportWith(answers);
    expect([content.problems, content.vaultProblems, content.accessProblems]).toEqual([[], [], []]);
    expect(leftOut).toEqual([]);
    expect(content.exportedBy).toBe('ana@acme.example');
    expect(content.vaults).toEqual([
      { id: 'v1', items: 3, name: 'One', type: 'shared' },
      { id: 'v2', items: 0, name: 'Two words', type: 'everyone' },
    ]);
    expect(content.access).toMatchObject([
      { vaultId: 'v1', accessorId: 'USERANA', canOpen: true },
      { vaultId: 'v1', accessorId: 'gops', canOpen: true, members: [{ id: 'USERANA', kind: 'person' }] },
      { vaultId: 'v2', accessorId: 'gops', members: [{ id: 'USERANA' }] },
      { vaultId: 'v2', accessorId: 'grec', members: [], recoveryOnly: true },
    ]);
    expect(asked.filter((one) => one.startsWith('group user list gops'))).toHaveLength(1);
  });

  test('says when it began, how it listed the vaults, and what groups there are besides', async () => {
    const { value } = await exportWith(answers);
    expect(value).toMatchObject({
      permission: 'manage_vault',
      groups: [
        { id: 'gops', type: 'USER_DEFINED', state: 'ACTIVE', users: [{ id: 'USERANA' }] },
        { id: 'gidle', users: [] },
        { id: 'grec', type: 'RECOVERY' },
      ],
    });
    const { startedAt, exportedAt } = value as { startedAt: string; exportedAt: string };
    expect(Date.parse(startedAt)).toBeLessThanOrEqual(Date.parse(exportedAt));
  });

  test('writes down nothing that op prints beside what is asked', async () => {
    const { value } = await exportWith({
      ...answers,
      'vault-get-v1': { ...answers['vault-get-v1'], description: 'canary', fields: ['canary'] },
      'group-get-gops': { ...answers['group-get-gops'], description: 'canary' },
    });
    expect(JSON.stringify(value)).not.toContain('canary');
  });

  test.each(Object.keys(answers))('writes nothing when op fails at %s', async (name) => {
    await expect(exportWith({ ...answers, [name]: 'boom' })).rejects.toThrow('op: refused');
    await expect(stat(join(folder, 'out.json'))).rejects.toThrow('ENOENT');
  });

  test('writes nothing when an answer is not JSON', async () => {
    await expect(
      exportWith({ ...answers, 'vault-list---permission-manage_vault': 'no vaults for you' }),
    ).rejects.toThrow();
    await expect(stat(join(folder, 'out.json'))).rejects.toThrow('ENOENT');
  });
});
