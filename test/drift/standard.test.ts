import { expect, test } from '@jest/globals';
import { isChanged, standardDrift } from '../../lib/drift/standard/standard.ts';
import type { Standard } from '../../lib/judging/standard.ts';
import { plainStandard } from '../judging/standard.ts';

const run = '2026-11-23T02:00:00Z';
const now = new Date(run);

/** What is said where one standard follows on another: each with the control and the place that it is about. */
function said(before: object, after: object): readonly string[] {
  const change = { before: standard(before), after: standard(after), now };
  const events = standardDrift(run, change);
  expect(isChanged(change)).toBe(events.length > 0);
  return events.map(({ control, message, path }) => `${control ?? '-'} ${path}: ${message}`);
}

function standard(changes: object): Standard {
  return { ...plainStandard, ...changes } as Standard;
}

test('From the first standard on it is kept, and nothing is said of what was before', () => {
  const change = { before: null, after: standard({}), now };
  expect(standardDrift(run, change)).toMatchObject([{ type: 'standard.changed', control: null, path: '' }]);
  expect([isChanged(change), said({}, {})]).toEqual([false, []]);
});

const people = (changes: object) => ({ people: { source: 'google', identities: [], ...changes } });
const leaver = { person: 'ana@example.com', lastDay: '2026-11-20' };

test.each([
  [
    'another source',
    people({}),
    people({ source: 'okta' }),
    '- /people/source: The people are known from okta now, and were from google.',
  ],
  [
    'one source more',
    people({ source: ['google'] }),
    people({ source: ['google', 'okta'] }),
    '- /people/source/1: The connection okta is now one that says who the people are.',
  ],
  [
    'a file of leavers',
    people({}),
    people({ leavers: [leaver] }),
    '- /people/leavers: A file of leavers is read now; people in it: 1.',
  ],
  [
    'somebody in it',
    people({ leavers: [] }),
    people({ leavers: [leaver] }),
    '- /people/leavers/0: ana@example.com, whose last day is 2026-11-20, is now in the file of leavers.',
  ],
  [
    'nobody any more',
    people({ leavers: [leaver] }),
    people({ leavers: [] }),
    '- /people/leavers/0: ana@example.com, whose last day was to be 2026-11-20, is no longer in the file of leavers.',
  ],
  [
    'another last day',
    people({ leavers: [leaver] }),
    people({ leavers: [{ ...leaver, lastDay: '2026-11-27' }] }),
    '- /people/leavers/0/lastDay: The last day of ana@example.com is 2026-11-27 now, and was 2026-11-20.',
  ],
])('People: %s', (_, before, after, message) => {
  expect(said(before, after)).toEqual([message]);
});

const connection = (settings: object) => ({ connections: [{ id: 'dns', provider: 'dns', settings }] });

test('A connection: what came, what went, and what is another now', () => {
  expect(said({}, connection({}))).toEqual(['- /connections/0: The connection dns is now configured.']);
  expect(
    said(connection({ domains: ['a.example'] }), connection({ domains: ['a.example', 'b.example'] })),
  ).toEqual(['- /connections/0/settings/domains/1: domains, b.example of dns is now listed.']);
  expect(said(connection({ domains: ['a.example'] }), connection({ domains: [] }))).toEqual([
    '- /connections/0/settings/domains/0: domains, a.example of dns is no longer listed.',
  ]);
  expect(said(connection({ depth: 1 }), connection({ depth: 2 }))).toEqual([
    '- /connections/0/settings/depth: depth of dns is 2 now, and was 1.',
  ]);
});

const control = (changes: object) => ({
  controls: [{ id: 'c', version: 1, off: null, parameters: { days: 30 }, ...changes }],
});
const off = (reason: string) => control({ off: reason });

test.each([
  [
    'its version',
    control({}),
    control({ version: 2 }),
    'c /controls/0/version: c is judged by version 2 of its rule, and was by version 1.',
  ],
  [
    'a parameter',
    control({}),
    control({ parameters: { days: 60 } }),
    'c /controls/0/parameters/days: days of c is 60 now, and was 30.',
  ],
  ['turned off', control({}), off('Not used.'), 'c /controls/0/off: c was turned off: Not used.'],
  ['turned on', off('Not used.'), control({}), 'c /controls/0/off: c was turned on.'],
  [
    'off for another reason',
    off('Not used.'),
    off('Later.'),
    'c /controls/0/off: The reason why c is off is “Later.” now.',
  ],
  [
    'off, with its parameters',
    control({}),
    control({ off: 'Not used.', parameters: { days: 60 } }),
    'c /controls/0/off: c was turned off: Not used.',
  ],
  ['no more', control({}), {}, 'c /controls/0: The control c is no longer known to this version of Exhibit.'],
])('A control: %s', (_, before, after, message) => {
  expect(said(before, after)).toEqual([message]);
});

const own = (changes: object) => ({
  ownControls: [{ id: 'own', title: 'Ours', ...changes }],
  ...control({ id: 'own' }),
});

test('A control of the company is told as the company wrote it, and not once more among all', () => {
  expect(said({}, own({}))).toEqual(['own /ownControls/0: The company’s own control own is now defined.']);
  expect(said(own({}), own({ title: 'Theirs' }))).toEqual([
    'own /ownControls/0/title: title of the company’s own control own is Theirs now, and was Ours.',
  ]);
  expect(said(own({}), {})).toEqual([
    'own /ownControls/0: The company’s own control own is no longer defined.',
  ]);
});

const attestation = (changes: object) => ({
  control: 'c',
  by: 'ana@example.com',
  note: 'Seen',
  at: '2026-11-01T09:00:00Z',
  expires: '2027-01-31',
  ...changes,
});
const attested = (...attestations: readonly object[]) => ({ attestations });

test('An attestation that another one of its control follows is told once, and one that ended is not told here', () => {
  const next = attestation({ at: '2026-11-22T09:00:00Z', note: 'Seen again' });
  expect(said(attested(attestation({})), attested(next))).toEqual([
    'c /attestations/0: What ana@example.com attested on c (Seen again), until 2027-01-31, counts from now on.',
  ]);
  expect(said(attested(attestation({})), attested())).toHaveLength(1);
  expect(said(attested(attestation({}), attestation({ control: 'd' })), attested(next))).toHaveLength(2);
  expect(said(attested(attestation({ expires: '2026-11-20' })), attested())).toEqual([]);
});

test('A register that is empty is what a standard of before there was one had', () => {
  expect(said({}, { services: [] })).toEqual([]);
  expect(said({ configuration: 'a' }, { configuration: 'b' })).toEqual([]);
});

const policyIn = (repository: string, owner: string) => ({
  connection: 'github',
  repository,
  path: 'a.md',
  owner,
});
const vault = (id: string, members: readonly string[]) => ({
  name: 'Ops',
  connection: 'onepassword',
  id,
  members,
});

test('The same name elsewhere is another thing: a document in another repository, a vault with another id', () => {
  const policies = (...owners: readonly string[]) => ({
    policies: [policyIn('acme/one', owners[0] ?? ''), policyIn('acme/two', owners[1] ?? '')],
  });
  expect(said(policies('ana', 'ben'), policies('ana', 'eva'))).toEqual([
    '- /policies/1/owner: policies, github acme/two a.md, owner is eva now, and was ben.',
  ]);
  const vaults = (...members: readonly string[]) => ({
    vaults: [vault('v1', ['ana']), vault('v2', members)],
  });
  expect(said(vaults('ana'), vaults('ana', 'ben'))).toEqual([
    '- /vaults/1/members/1: ben is now named for the vault Ops onepassword v2.',
  ]);
});
