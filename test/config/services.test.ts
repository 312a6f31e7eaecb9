import { describe, expect, test } from '@jest/globals';
import { registerOf } from '../../lib/judging/services/register.ts';
import { checkCases } from './cases.ts';
import { changed, parse } from './fixtures.ts';

const register = `services:
  - name: HubSpot
    domain: HubSpot.com
    signIn: google
    connection: google
    vault: Marketing
    owner: Ana@acme.example
    users: everyone
    twoFactor: { offered: false, note: None }
    clientIds: [1234.apps.googleusercontent.com]
  - name: Old wiki
    domain: wiki.example
    ignore: { reason: Archive, approvedBy: cto@acme.example, expires: 2027-03-31 }
`;
const at = 'sharedAccounts:';
const within = (from: string, to: string) => `${register.replace(from, to)}${at}`;

test('the register of services is read, with what it leaves out as not said', () => {
  expect(registerOf(parse(changed(at, `${register}${at}`)).settings)).toEqual([
    {
      name: 'HubSpot',
      domain: 'hubspot.com',
      signIn: 'google',
      connection: 'google',
      vault: 'Marketing',
      owner: 'ana@acme.example',
      users: 'everyone',
      twoFactor: { offered: false, note: 'None' },
      clientIds: ['1234.apps.googleusercontent.com'],
      ignore: null,
    },
    {
      name: 'Old wiki',
      domain: 'wiki.example',
      signIn: null,
      connection: null,
      vault: null,
      owner: null,
      users: null,
      twoFactor: null,
      clientIds: [],
      ignore: {
        reason: 'Archive',
        approvedBy: 'cto@acme.example',
        approvedOn: null,
        ticket: null,
        expires: '2027-03-31',
      },
    },
  ]);
});

describe('about services, a fault is', () => {
  const [first, second] = ['services[0]', 'services[1]'];
  checkCases([
    ['a name twice', at, within('Old wiki', '▸hubspot'), `duplicate ${second}.name: is on line`],
    ['a domain twice', at, within('wiki.example', '▸hubspot.com'), `duplicate ${second}.domain: is on line`],
    [
      'a client twice',
      at,
      within('1234.apps.googleusercontent.com]', 'one.example, ▸one.example]'),
      `duplicate ${first}.clientIds[1]: is on line`,
    ],
    [
      'no domain',
      at,
      within('HubSpot.com', '▸https://hubspot.com'),
      `invalid-address ${first}.domain: is not a domain`,
    ],
    [
      'no connection',
      at,
      within('connection: google', 'connection: ▸gogle'),
      `unknown-connection ${first}.connection: there is no`,
    ],
    [
      'an end that is too far away',
      at,
      within('expires: 2027', 'approvedOn: 2026-11-01, expires: ▸2029'),
      `invalid-date ${second}.ignore.expires: is`,
    ],
    ['a key that is none', at, within('vault: Marketing', '▸valt: Marketing'), `unknown-key ${first}.valt`],
  ]);
});
