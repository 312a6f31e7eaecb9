import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readExport } from '../../lib/providers/onepassword/collect/export.ts';
import { cutExport } from '../../lib/providers/onepassword/collect/export-form.ts';
import { callHosted } from '../end-to-end/hosts.ts';
import { answers, placeOp } from '../providers/onepassword/op.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exhibit op-'));
});

afterEach(() => rm(folder, { recursive: true }));

const out = () => join(folder, 'out.json');

async function exportWith(given: Readonly<Record<string, unknown>>, ...words: readonly string[]) {
  const environment = await placeOp(folder, given);
  return callHosted(['export', 'onepassword', '--out', 'out.json', ...words], { cwd: folder, environment });
}

async function written() {
  const text = await readFile(out(), 'utf8');
  const asked = (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n');
  return { asked, text, value: JSON.parse(text) };
}

const items = [
  {
    id: 'i1',
    title: 'Host',
    category: 'LOGIN',
    vault: { id: 'v1', name: 'One' },
    urls: [
      {
        label: 'website',
        primary: true,
        href: 'https://ana:canary-word@host.example/login?token=canary#canary',
      },
      { href: 'https://host.example/login' },
      { href: 'other.example:8443/x' },
      { href: 'javascript:canary' },
      {},
    ],
    additional_information: 'canary@acme.example',
    last_edited_by: 'canary',
    tags: ['canary'],
  },
  { id: 'i2', title: 'Note', category: 'SECURE_NOTE' },
];
const titled = { ...answers, 'item-list---vault-v1': items, 'item-list---vault-v2': null };

describe('exhibit export onepassword', () => {
  test('writes what the collector reads, asking for each group once', async () => {
    const { status, stdout, stderr } = await exportWith(answers);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/out\.json: 2 vaults, 3 groups\.\n$/);
    const { asked, value } = await written();
    expect(cutExport(value)).toEqual({ value, leftOut: [] });
    const content = readExport(value);
    expect([content.problems, content.vaultProblems, content.accessProblems]).toEqual([[], [], []]);
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
    expect(asked).toContain('vault list --permission manage_vault --format json');
    expect(asked.filter((one) => one.startsWith('group user list gops'))).toHaveLength(1);
    expect(asked.filter((one) => one.startsWith('item'))).toEqual([]);
  });

  test('says who made it, when it began and ended, how it listed, and what groups there are besides', async () => {
    const before = Date.now() - 1000;
    await exportWith(answers);
    const { value } = await written();
    expect(value).toMatchObject({
      exportedBy: 'ana@acme.example',
      permission: 'manage_vault',
      groups: [
        { id: 'gops', type: 'USER_DEFINED', state: 'ACTIVE' },
        { id: 'gidle', users: [] },
        { id: 'grec' },
      ],
    });
    const [from, to] = [Date.parse(value.startedAt), Date.parse(value.exportedAt)];
    expect(before <= from && from <= to && to <= Date.now()).toBe(true);
    expect((await stat(out())).mode & 0o077).toBe(0);
  });

  test('holds of items their titles and addresses where it is asked to, and no more', async () => {
    expect((await exportWith(titled, '--with-titles')).status).toBe(0);
    const { text, value } = await written();
    expect(value.vaults.map(({ titles }: { titles: unknown }) => titles)).toEqual([
      [
        { title: 'Host', urls: ['https://host.example/login', 'https://other.example:8443/x'] },
        { title: 'Note', urls: [] },
      ],
      [],
    ]);
    expect(text).not.toContain('canary');
    expect(cutExport(value).leftOut).toEqual([]);
  });

  test('writes down nothing that op prints beside what is asked', async () => {
    await exportWith({
      ...answers,
      'vault-get-v1': { ...answers['vault-get-v1'], description: 'canary', fields: ['canary'] },
      'group-get-gops': { ...answers['group-get-gops'], description: 'canary' },
      'vault-user-list-v1': [{ ...answers['vault-user-list-v1'][0], secret: 'canary' }],
    });
    expect((await written()).text).not.toContain('canary');
  });

  const lost = async (said: RegExp, call: Awaited<ReturnType<typeof exportWith>>) => {
    expect([call.status, call.stdout]).toEqual([2, '']);
    expect(call.stderr).toMatch(said);
    expect(call.stderr).not.toContain('fault of Exhibit');
    expect((await readdir(folder)).filter((name) => name.startsWith('out.json'))).toEqual([]);
  };

  test.each(Object.keys(titled))('writes nothing where op fails at %s', async (name) => {
    const call = await exportWith({ ...titled, [name]: 'boom' }, '--with-titles');
    await lost(/op .*ended with 1: op: refused/, call);
  });

  test.each<[string, unknown]>([
    ['not JSON', 'no vaults for you, canary'],
    ['no list', { canary: true }],
    ['an entry without an id', [{ id: 'v1' }, { name: 'canary' }]],
    ['no vault at all', []],
    ['nothing at all', ''],
  ])('says so where op answers with %s', async (_what, answer) => {
    const call = await exportWith({ ...answers, 'vault-list---permission-manage_vault': answer });
    await lost(/op vault list --permission manage_vault answered .*Nothing was written/, call);
    expect(call.stderr).not.toContain('canary');
  });

  test.each([
    '[ERROR] 2026/11/22 10:00:00 You are not currently signed in. Please run `op signin --help` for instructions',
    '[ERROR] 2026/11/22 10:00:00 account is not signed in',
    '[ERROR] 2026/11/22 10:00:00 No accounts configured for use with 1Password CLI.',
  ])('says where op is not signed in: %s', async (words) => {
    const environment = await placeOp(folder, {});
    await writeFile(join(folder, 'bin/op'), `#!/bin/sh\necho '${words}' >&2\nexit 1\n`);
    const call = await callHosted(['export', 'onepassword', '--out', 'out.json'], {
      cwd: folder,
      environment,
    });
    await lost(/op is not signed in: run `eval \$\(op signin\)`/, call);
  });

  test('says where op is not there', async () => {
    const call = await callHosted(['export', 'onepassword', '--out', 'out.json'], {
      cwd: folder,
      environment: { PATH: join(folder, 'nowhere') },
    });
    await lost(/op, the command line of 1Password, was not found/, call);
  });

  test('asks nobody but 1Password', async () => {
    const call = await callHosted(['export', 'slack'], { cwd: folder, environment: {} });
    expect([call.status, call.stderr]).toEqual([2, expect.stringContaining('onepassword')]);
  });
});
