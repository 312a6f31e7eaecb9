import type {
  GoogleGroup,
  GoogleGroupMember,
  GooglePolicy,
  GoogleUser,
} from '../../../../lib/evidence/datasets/google-workspace.ts';
import fc from '../../../properties.ts';
import { group, member, policy, rootUnit, unit, user, type World } from './world.ts';

const names = ['u0', 'u1', 'u2', 'u3'];
const groupNames = ['g0', 'g1', 'g2'];
const units = [rootUnit, unit('/A'), unit('/A/B', '/A'), unit('/C')];
const unitIds = units.map(({ orgUnitId }) => orgUnitId);

const values: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['enforcement', { enforcedFrom: '2024-01-01T00:00:00Z' }],
  ['enforcement', { enforcedFrom: '2025-01-01T00:00:00Z' }],
  ['enforcement', { enforcedFrom: '2027-01-01T00:00:00Z' }],
  ['enforcement', { enforcedFrom: '1970-01-01T00:00:00Z' }],
  ['grace_period', { enrollmentGracePeriod: '604800s' }],
  ['grace_period', { enrollmentGracePeriod: '0s' }],
  ['enforcement_factor', { allowedSignInFactorSet: 'ALL' }],
  ['enforcement_factor', { allowedSignInFactorSet: 'NO_TELEPHONY' }],
  ['enrollment', { allowEnrollment: false }],
  ['enrollment', { allowEnrollment: true }],
];

const licence = " && entity.licenses.exists(license, license in ['/product/101/sku/1'])";

const randomUser = (name: string): fc.Arbitrary<GoogleUser> =>
  fc
    .record({
      orgUnitPath: fc.constantFrom(...units.map(({ orgUnitPath }) => orgUnitPath)),
      isAdmin: fc.boolean(),
      isDelegatedAdmin: fc.boolean(),
      isEnforcedIn2Sv: fc.boolean(),
      suspended: fc.constantFrom(false, false, false, true),
      creationTime: fc.constantFrom('2020-01-01T00:00:00Z', '2026-11-20T00:00:00Z'),
    })
    .map((changes) => user(name, { ...changes, aliases: [`${name}.alias@example.com`] }));

const randomMember: fc.Arbitrary<GoogleGroupMember> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names).map((name) => member(name)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...names).map((name) => ({ ...member(`${name}.alias`), id: null })),
  },
  { weight: 3, arbitrary: fc.constantFrom(...groupNames).map((name) => member(name, 'GROUP')) },
  { weight: 1, arbitrary: fc.constant({ email: null, id: 'C00000000', status: null, type: 'CUSTOMER' }) },
);

const randomGroup = (name: string): fc.Arbitrary<GoogleGroup> =>
  fc.array(randomMember, { maxLength: 3 }).map((members) => group(name, members));

const place = fc.oneof(
  fc.constantFrom(...unitIds).map((orgUnit) => ({ orgUnit })),
  fc.constantFrom(...groupNames).map((name) => ({ group: `gid-${name}` })),
  fc.constantFrom(...groupNames).map((name) => ({ group: `gid-${name}`, orgUnit: null })),
  fc.constant({ group: 'WORKSPACE_ALL_ADMIN_GROUP' }),
);

const lowPlace = fc.constantFrom(...groupNames).map((name) => ({ group: `gid-${name}`, orgUnit: '/A' }));

const randomPolicy = (
  place: fc.Arbitrary<Partial<GooglePolicy>>,
  order: fc.Arbitrary<number>,
): fc.Arbitrary<GooglePolicy> =>
  fc
    .record({ place, value: fc.constantFrom(...values), sortOrder: order, name: fc.uuid() })
    .map(({ place, value: [setting, value], sortOrder, name }) =>
      policy(name, setting, value, { ...place, sortOrder }),
    );

/** A world in which everything is known: each order comes once and no query asks more. */
export const knownWorld: fc.Arbitrary<World> = fc.record({
  users: fc.tuple(...names.map(randomUser)),
  units: fc.constant(units),
  groups: fc.tuple(...groupNames.map(randomGroup)),
  policies: fc.uniqueArray(randomPolicy(place, fc.nat(1000)), {
    maxLength: 9,
    selector: ({ sortOrder }) => sortOrder,
  }),
});

/** A world in which orders repeat, policies have conditions and groups' policies name units below the top. */
export const doubtfulWorld: fc.Arbitrary<World> = fc.record({
  users: fc.tuple(...names.map(randomUser)),
  units: fc.constant(units),
  groups: fc.tuple(...groupNames.map(randomGroup)),
  policies: fc.array(
    fc
      .tuple(randomPolicy(fc.oneof(place, place, lowPlace), fc.nat(3)), fc.constantFrom(false, false, true))
      .map(([base, conditional]) => (conditional ? { ...base, query: base.query + licence } : base)),
    { maxLength: 9 },
  ),
});

type Loss = (world: World, at: number) => World;

const without = <Row>(rows: readonly Row[], at: number): readonly Row[] =>
  rows.filter((_, index) => index !== at % rows.length);

const changed = <Row>(rows: readonly Row[], at: number, change: (row: Row) => Partial<Row>): readonly Row[] =>
  rows.map((row, index) => (index === at % rows.length ? { ...row, ...change(row) } : row));

const ofUser =
  (gap: Partial<GoogleUser>): Loss =>
  (world, at) => ({ ...world, users: changed(world.users, at, () => gap) });

const ofPolicy =
  (gap: Partial<GooglePolicy>): Loss =>
  (world, at) => ({ ...world, policies: changed(world.policies, at, () => gap) });

const ofMember =
  (gap: Partial<GoogleGroupMember>): Loss =>
  (world, at) => ({
    ...world,
    groups: changed(world.groups, at, ({ members }) => ({
      members: members && changed(members, at >> 4, () => gap),
    })),
  });

const cutShort =
  (dataset: string): Loss =>
  (world) => ({
    ...world,
    problems: { ...world.problems, [dataset]: { code: 'truncated', message: 'Cut.' } },
  });

/** Every way in which something that was known can fail to come. */
const losses: readonly Loss[] = [
  ofUser({ orgUnitPath: null }),
  ofUser({ isAdmin: null }),
  ofUser({ isDelegatedAdmin: null }),
  ofUser({ isEnforcedIn2Sv: null }),
  ofUser({ suspended: null }),
  ofUser({ archived: null }),
  ofUser({ creationTime: null }),
  ofPolicy({ sortOrder: null }),
  ofPolicy({ value: {} }),
  ofPolicy({ orgUnit: null }),
  (world, at) => ({
    ...world,
    policies: changed(world.policies, at, ({ query, group }) => (query && group ? { group: null } : {})),
  }),
  ofMember({ id: null }),
  ofMember({ email: null }),
  ofMember({ email: null, id: null }),
  (world, at) => ({ ...world, groups: changed(world.groups, at, () => ({ members: null })) }),
  (world, at) => ({ ...world, groups: without(world.groups, at) }),
  (world, at) => ({ ...world, units: without(world.units, at) }),
  (world, at) => ({ ...world, units: changed(world.units, at, () => ({ parentOrgUnitId: null })) }),
  (world, at) => ({
    ...world,
    units: changed(world.units, at, () => ({ parentOrgUnitId: null, parentOrgUnitPath: null })),
  }),
  (world, at) => cutShort('two-step-policies')({ ...world, policies: without(world.policies, at) }, at),
  cutShort('org-units'),
  cutShort('groups'),
];

/** Takes knowledge away from a world, one to three times. */
export const randomLoss: fc.Arbitrary<(world: World) => World> = fc
  .array(fc.tuple(fc.constantFrom(...losses), fc.nat(255)), { minLength: 1, maxLength: 3 })
  .map((chosen) => (world) => chosen.reduce((left, [loss, at]) => loss(left, at), world));
