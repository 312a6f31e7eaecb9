import type {
  GoogleGroup,
  GoogleGroupMember,
  GoogleOrgUnit,
  GooglePolicy,
  GoogleUser,
} from '../../../../lib/evidence/datasets/google-workspace.ts';
import { completenessOf, type EvidenceDocument } from '../../../../lib/evidence/document.ts';
import type { Problem } from '../../../../lib/evidence/problem.ts';
import type { Control, DatasetView } from '../../../../lib/judging/control.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { assess, type Said } from '../../../judging/assess.ts';
import { inputOf } from '../../../judging/input.ts';

export const now = new Date('2026-11-23T02:00:00Z');

export const rootUnit: GoogleOrgUnit = {
  name: 'example.com',
  orgUnitId: 'root',
  orgUnitPath: '/',
  parentOrgUnitId: null,
  parentOrgUnitPath: null,
};

/** A unit directly under the top, or under another path; its id is its path. */
export function unit(path: string, parent = '/'): GoogleOrgUnit {
  return {
    name: path,
    orgUnitId: path,
    orgUnitPath: path,
    parentOrgUnitId: parent === '/' ? 'root' : parent,
    parentOrgUnitPath: parent,
  };
}

/** An active, ordinary account at the top unit, in daily use and under enforcement. */
export function user(name: string, changes: Partial<GoogleUser> = {}): GoogleUser {
  return {
    aliases: [],
    archived: false,
    creationTime: '2024-01-10T09:00:00.000Z',
    id: `id-${name}`,
    isAdmin: false,
    isDelegatedAdmin: false,
    isEnforcedIn2Sv: true,
    isEnrolledIn2Sv: true,
    isGuestUser: false,
    lastLoginTime: '2026-11-22T08:11:04.000Z',
    orgUnitPath: '/',
    primaryEmail: `${name}@example.com`,
    signedIn: true,
    suspended: false,
    ...changes,
  };
}

export function group(name: string, members: readonly GoogleGroupMember[] | null): GoogleGroup {
  return { email: `${name}@example.com`, id: `gid-${name}`, members, name };
}

export function member(name: string, type = 'USER'): GoogleGroupMember {
  return {
    email: `${name}@example.com`,
    id: `${type === 'GROUP' ? 'gid' : 'id'}-${name}`,
    status: 'ACTIVE',
    type,
  };
}

const orgUnitQuery = (id: string) =>
  `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${id}'))`;
const groupQuery = (id: string) => `entity.groups.exists(group, group.group_id == groupId('${id}'))`;

/** A policy as Google gives it: the query repeats the unit and the group. */
export function policy(
  name: string,
  setting: string,
  value: Readonly<Record<string, unknown>>,
  changes: Partial<GooglePolicy> = {},
): GooglePolicy {
  const { orgUnit = 'root', group: of = null } = changes;
  const query = [...(orgUnit ? [orgUnitQuery(orgUnit)] : []), ...(of ? [groupQuery(of)] : [])].join(' && ');
  return {
    group: null,
    name: `policies/${name}`,
    orgUnit: 'root',
    query,
    setting,
    sortOrder: 100,
    type: 'ADMIN',
    value,
    ...changes,
  };
}

export function enforcedFrom(
  time: string,
  changes: Partial<GooglePolicy> & { name?: string } = {},
): GooglePolicy {
  return policy(
    changes.name ?? 'enforced',
    'enforcement',
    { enforcedFrom: time },
    { name: 'policies/enforced', ...changes },
  );
}

export interface World {
  readonly connection?: string;
  readonly users: readonly GoogleUser[];
  readonly units: readonly GoogleOrgUnit[];
  readonly groups: readonly GoogleGroup[];
  readonly policies: readonly GooglePolicy[];
  /** Datasets that were not whole. */
  readonly problems?: Readonly<Record<string, Problem>>;
  /** Datasets that were not collected at all. */
  readonly absent?: readonly string[];
  readonly document?: Partial<EvidenceDocument>;
  /** The same of one dataset. */
  readonly documents?: Readonly<Record<string, Partial<EvidenceDocument>>>;
}

export const nobody: World = { users: [], units: [rootUnit], groups: [], policies: [] };

/** Runs a control on worlds, one connection each, with its parameters as its schema reads them. */
export function evaluate(
  control: Control,
  worlds: World | readonly World[],
  parameters: object = {},
  at = now,
): Said[] {
  const views = [worlds].flat().flatMap(viewsOf);
  return assess(control, inputOf(control, views, at, parameters));
}

function viewsOf(world: World): DatasetView[] {
  const datasets: Record<string, readonly object[]> = {
    users: world.users,
    'org-units': world.units,
    groups: world.groups,
    'two-step-policies': world.policies,
  };
  return Object.entries(datasets)
    .filter(([dataset]) => !world.absent?.includes(dataset))
    .map(([dataset, records]) => {
      const of = document(dataset, {
        connection: world.connection ?? 'google',
        completeness: completenessOf(records.length, world.problems?.[dataset] ?? null),
        problem: world.problems?.[dataset] ?? null,
        ...world.document,
        ...world.documents?.[dataset],
      });
      return datasetView<object>(of, () => records);
    });
}

export function document(dataset: string, changes: Partial<EvidenceDocument> = {}): EvidenceDocument {
  return {
    schema: 'exhibit/evidence/v1',
    run: '2026-11-23T02:00:00Z',
    connection: 'google',
    provider: 'google-workspace',
    dataset,
    origin: 'api',
    tenant: { id: 'C00000000', name: 'example.com' },
    principal: 'admin@example.com',
    scopes: [],
    startedAt: '2026-11-23T02:00:01Z',
    finishedAt: '2026-11-23T02:00:05Z',
    clockSkewMs: 0,
    completeness: 'complete',
    problem: null,
    population: { records: 1, strata: {} },
    requests: [],
    records: null,
    raw: null,
    collector: { version: '0', commit: null, node: '24', trigger: 'schedule', by: null },
    ...changes,
  };
}
