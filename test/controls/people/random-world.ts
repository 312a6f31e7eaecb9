import type { GoogleGroup, GoogleUser } from '../../../lib/evidence/datasets/google-workspace.ts';
import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordMember,
  OnePasswordUser,
} from '../../../lib/evidence/datasets/onepassword.ts';
import { rightsNamed } from '../../../lib/providers/onepassword/collect/permissions.ts';
import fc from '../../properties.ts';
import { group, member } from '../../providers/google-workspace/controls/world.ts';
import {
  access,
  account,
  cut,
  event,
  exported,
  googleGroups,
  googleUsers,
  groupAccess,
  groupMember,
  onePassword,
  type Part,
  user,
  vault,
  type World,
} from './world.ts';

const people = ['ana', 'ben', 'cleo', 'dan'];
const person = fc.constantFrom(...people);
/** `ana2` is an alias of ana's, wherever Google tells of it. */
const holder = fc.constantFrom(...people, 'ana2', 'stranger');
const state = fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'SUSPENDED', 'PENDING', null);
const maybe = fc.constantFrom(true, false, false, false, null);
const letters = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
);

const users = fc.uniqueArray(
  fc.record({ name: person, archived: maybe, suspended: maybe, write: letters }).map(
    ({ name, archived, suspended, write }): GoogleUser =>
      user(name, {
        archived,
        suspended,
        primaryEmail: write(`${name}@example.com`),
        aliases: name === 'ana' ? [write('ana2@example.com')] : [],
      }),
  ),
  { selector: ({ id }) => id },
);

const accounts = fc.uniqueArray(
  fc
    .record({ name: holder, state, write: letters })
    .map(
      (one): OnePasswordUser =>
        account(one.name, { state: one.state, email: one.write(`${one.name}@example.com`) }),
    ),
  { selector: ({ id }) => id },
);

const memberOfGroup = fc.record({
  name: holder,
  state,
  kind: fc.constantFrom('person', 'person', 'person', 'guest', 'service', null),
});
const members: fc.Arbitrary<OnePasswordMember[] | null> = fc.option(
  fc.array(
    memberOfGroup.map(({ name, kind, state: is }) =>
      groupMember(name, { kind: kind as OnePasswordMember['kind'], state: is }),
    ),
    { maxLength: 3 },
  ),
);

const rights = fc
  .constantFrom(
    ['view_items', 'view_and_copy_passwords'],
    ['view_items', 'view_and_copy_passwords'],
    ['view_items'],
    ['manage_vault'],
    ['recover_vault'],
    ['something_new'],
    [],
  )
  .map((words) => ({ ...rightsNamed(words), recoveryOnly: words[0] === 'recover_vault' }));
const groupState = fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'DELETED', 'INACTIVE', null);
const direct = fc
  .tuple(holder, state, rights, fc.boolean(), memberOfGroup)
  .map(([name, is, right, hidden, { kind }]) =>
    access('Ops', name, {
      kind: kind as OnePasswordMember['kind'],
      accessorType: kind === 'service' ? 'service' : 'user',
      state: is,
      ...right,
      ...(hidden ? { email: null } : {}),
    }),
  );
const through = fc
  .record({ name: fc.constantFrom('team', 'synced', 'Recovery'), members, rights, state: groupState })
  .map(({ name, members: of, rights: right, state: is }) =>
    groupAccess('Ops', name, of, {
      ...right,
      groupType: name === 'Recovery' ? 'RECOVERY' : 'USER_DEFINED',
      state: is,
    }),
  );
const rows: fc.Arbitrary<OnePasswordAccess[]> = fc.array(fc.oneof(direct, through), { maxLength: 4 });

const groups: fc.Arbitrary<GoogleGroup[]> = fc
  .tuple(fc.array(holder, { maxLength: 3 }), fc.array(person, { maxLength: 2 }), fc.boolean())
  .map(([one, two, nested]) => [
    group('ops', [...one.map((name) => member(name)), ...(nested ? [member('night', 'GROUP')] : [])]),
    group(
      'night',
      two.map((name) => member(name)),
    ),
  ]);

const audit = fc
  .record({
    objectType: fc.constantFrom('uva', 'gva', 'gm', 'user', 'vault'),
    action: fc.constantFrom('grant', 'revoke', 'join', 'leave', 'suspend', 'delete', 'unknown'),
    objectId: fc.constantFrom('v-Ops', 'v-secret', 'group-team', 'op-ana', 'op-ben'),
    auxId: fc.constantFrom('v-Ops', 'group-team', 'op-ben', null),
    timestamp: fc.constantFrom('2026-11-19T00:00:00Z', '2026-11-22T00:00:00Z'),
  })
  .map(event);
const signIn = fc
  .record({
    type: fc.constantFrom('mfa_ok', 'mfa_missing'),
    targetEmail: holder.map((name) => `${name}@example.com`),
  })
  .map((one) => event({ feed: 'sign-in', category: 'success', ...one }));
const events: fc.Arbitrary<OnePasswordEvent[]> = fc.array(fc.oneof(audit, signIn), { maxLength: 2 });

/** Whom the configuration names for the vault: anybody, or those who have it by one of the sources, as most do. */
const naming = fc.oneof(
  fc
    .subarray([...people, 'ana2', 'everyone'])
    .map((names) => () => names.map((name) => (name === 'everyone' ? name : `${name}@example.com`))),
  fc.constantFrom(toldOf, filledOf),
);

/** Those whom the access list tells. */
function toldOf(rows: readonly OnePasswordAccess[]): readonly string[] {
  const emails = rows.flatMap(({ email, members: inside }) => [
    email,
    ...(inside ?? []).map((one) => one.email),
  ]);
  return [...new Set(emails.filter((email) => email !== null))];
}

/** Those whom it tells one by one, and who are in the Google group. */
function filledOf(
  rows: readonly OnePasswordAccess[],
  [ops, night]: readonly GoogleGroup[],
): readonly string[] {
  const inside = [ops, night].flatMap((one) => (one?.members ?? []).map(({ email }) => email));
  const emails = [
    ...rows.map(({ email }) => email),
    ...inside.filter((email) => email !== 'night@example.com'),
  ];
  return [...new Set(emails.filter((email) => email !== null))];
}

const word: World['attestation'] = {
  schema: 'exhibit/attestation/v1',
  control: 'onepassword.mfa-enforced',
  by: 'ana@example.com',
  note: 'Enforced for everybody',
  at: '2026-11-01T10:00:00Z',
  expires: '2027-01-31',
  files: [],
};

/** An access list as it comes by an API, which tells nobody's state, or as an export has it. */
function rowsBy({ origin }: { readonly origin: string }, all: readonly OnePasswordAccess[]) {
  const untold = (of: readonly OnePasswordMember[] | null) =>
    of?.map((one) => ({ ...one, state: null })) ?? null;
  if (origin === 'export') return all;
  return all.map((row) => ({ ...row, state: null, members: untold(row.members) }));
}

/** A small company in which everything that was collected is whole, though fields may be missing. */
export const randomWorld: fc.Arbitrary<World> = fc
  .record({
    users,
    accounts,
    rows,
    groups,
    events,
    naming,
    withSource: fc.constantFrom(true, true, true, false),
    type: fc.constantFrom('shared', 'shared', 'shared', 'everyone', 'private', null),
    origin: fc.constantFrom(exported, { origin: 'api' } as const),
    attested: fc.boolean(),
    left: fc.subarray(['users', 'groups', 'events', 'google'], { maxLength: 1 }),
  })
  .map(({ attested, left, naming: named, origin, withSource, ...data }) => {
    const parts: [string, Part][] = [
      ['google', googleUsers(data.users)],
      ['groups', googleGroups(data.groups)],
      ['users', onePassword('users', data.accounts)],
      ['vaults', onePassword('vaults', [vault('Ops', { type: data.type })], { document: origin })],
      ['access', onePassword('vault-access', rowsBy(origin, data.rows), { document: origin })],
      ['events', onePassword('events', data.events)],
    ];
    return {
      parts: parts.filter(([name]) => !left.includes(name)).map(([, part]) => part),
      settings: {
        people: { source: withSource ? 'google' : null, identities: [] },
        vaults: [{ name: 'Ops', members: named(data.rows, data.groups) }],
        vaultGroups: { synced: 'ops@example.com' },
      },
      ...(attested ? { attestation: word } : {}),
    };
  });

/** Fields that may be lost without the dataset being any less whole; what is lost of them is unknown. */
const losable = [
  'state',
  'canOpen',
  'members',
  'suspended',
  'archived',
  'kind',
  'groupType',
  'type',
  'category',
  'deleted',
  'status',
  'passwordEnabled',
  'role',
];

/** A world in which less is known: fields are gone, and records are gone from lists that say they were cut short. */
export function lossOf(world: World): fc.Arbitrary<World> {
  const everywhere = fc.tuple(...world.parts.map(lossOfPart));
  // Where much is lost nothing passes: most is learnt from what is lost in one place alone.
  const inOnePlace = fc
    .constantFrom(...world.parts)
    .chain((one) =>
      fc.tuple(...world.parts.map((part) => (part === one ? lossOfPart(part) : fc.constant(part)))),
    );
  return fc.oneof(everywhere, inOnePlace).map((parts) => ({ ...world, parts }));
}

function lossOfPart(part: Part): fc.Arbitrary<Part> {
  const kept = fc.oneof(
    { weight: 2, arbitrary: fc.constant(part) },
    { weight: 1, arbitrary: fc.subarray([...part.rows]).map((rows) => ({ ...part, rows, problem: cut })) },
    { weight: 1, arbitrary: fc.constant({ ...part, rows: [], problem: cut }) },
  );
  return kept.chain((one) =>
    fc.tuple(...one.rows.map((row) => lossOfRow(row as object))).map((rows) => ({ ...one, rows })),
  );
}

function lossOfRow(row: object): fc.Arbitrary<object> {
  const fields = losable.filter((field) => field in row);
  const one = fields.map((field) => [field]);
  const lost = fc
    .oneof(fc.subarray(fields), ...(one.length > 0 ? [fc.constantFrom(...one)] : []))
    .map((gone) => ({
      ...row,
      ...Object.fromEntries(gone.map((field) => [field, null])),
      // Whether somebody can open a vault is told by their permissions.
      ...(gone.includes('canOpen') ? { permissions: [] } : {}),
    }));
  const deeper = lost.chain((one) =>
    'members' in one && Array.isArray(one.members) ? lossOfMembers(one) : fc.constant(one),
  );
  return fc.oneof(fc.constant(row), deeper);
}

function lossOfMembers(row: object & { readonly members?: unknown }): fc.Arbitrary<object> {
  const given = row.members as object[];
  return fc.tuple(...given.map(lossOfRow)).map((members) => ({ ...row, members }));
}
