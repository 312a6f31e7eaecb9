import { expect, test } from '@jest/globals';
import { readExport } from '../../../../lib/providers/onepassword/collect/export.ts';
import { cutExport } from '../../../../lib/providers/onepassword/collect/export-form.ts';
import { itemHostsOf } from '../../../../lib/providers/onepassword/collect/item-hosts.ts';
import { exported, opVault } from '../company.ts';

const titled = (...urls: readonly unknown[]) => ({ title: 'Board', urls });
const hosts = (...urls: readonly unknown[]) => itemHostsOf([titled(...urls)], 'vaults[0]').hosts;

test('Of an export with titles, a vault tells which hosts its items lead to, and nothing else of them', () => {
  const titles = [
    titled('https://www.board.example/login', 'https://app.board.example'),
    titled('https://board.example'),
  ];
  const { leftOut, value } = cutExport(exported([opVault('a', { titles }), opVault('b')]));
  expect(leftOut).toEqual([]);
  const [a, b] = readExport(value).vaults;
  expect(a?.itemHosts).toEqual(['app.board.example', 'board.example']);
  expect(b).not.toHaveProperty('itemHosts');
  expect(JSON.stringify([a, b])).not.toContain('Board"');
});

test.each([
  ['http://192.168.1.1/admin'],
  ['http://[::1]/'],
  ['http://router/'],
  ['ssh://host.example'],
  ['mailto:ana@acme.example'],
  ['not an address'],
])('%s leads to no service', (url) => {
  expect(hosts(url)).toEqual([]);
});

test('A name in other letters, with a port or a dot at its end, is the same name', () => {
  expect(hosts('https://APP.Board.example:8443/x', 'https://app.board.example./')).toEqual([
    'app.board.example',
  ]);
});

test('A title that cannot be read makes the list of vaults partial', () => {
  const { problems, vaultProblems } = readExport(
    exported([opVault('a', { titles: [titled(7), titled('https://b.example')] })]),
  );
  expect(problems).toEqual([]);
  expect(vaultProblems).toMatchObject([
    { code: 'malformed', message: expect.stringContaining('vaults[0].titles') },
  ]);
});
