import * as z from 'zod/mini';
import { whoIsWho } from '../../../lib/controls/people/who-is-who.ts';
import type { GoogleGroup, GoogleUser } from '../../../lib/evidence/datasets/google-workspace.ts';
import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordMember,
  OnePasswordUser,
  OnePasswordVault,
} from '../../../lib/evidence/datasets/onepassword.ts';
import { completenessOf, type EvidenceDocument } from '../../../lib/evidence/document.ts';
import type { Problem } from '../../../lib/evidence/problem.ts';
import { eachAssessment } from '../../../lib/judging/assessed.ts';
import type {
  Concluded,
  Control,
  ControlInput,
  ControlSettings,
  DatasetView,
  Verdict,
} from '../../../lib/judging/control.ts';
import { datasetReader } from '../../../lib/judging/dataset-reader.ts';
import { datasetView } from '../../../lib/judging/dataset-view.ts';
import type { People } from '../../../lib/judging/people/people.ts';
import { needStates, obstacles, rollUp } from '../../../lib/judging/roll-up.ts';
import type { Said } from '../../judging/assess.ts';
import { document, now, user } from '../../providers/google-workspace/controls/world.ts';

export const cut: Problem = { code: 'truncated', message: 'The list was cut short.' };
export const notConfigured: Problem = { code: 'not-configured', message: 'No credential is configured.' };

/** One dataset of one connection: its records, and what kept it from being whole. */
export interface Part<Row = unknown> {
  readonly provider: string;
  readonly connection: string;
  readonly dataset: string;
  readonly rows: readonly Row[];
  readonly problem?: Problem | null;
  readonly earlier?: readonly Row[];
  readonly document?: Partial<EvidenceDocument>;
}

export interface World {
  readonly parts: readonly Part[];
  readonly settings?: Partial<ControlSettings>;
  readonly parameters?: object;
  readonly at?: Date;
  readonly since?: Readonly<Record<string, string>>;
  readonly attestation?: ControlInput['attestation'];
  /** Words on other controls, by id. */
  readonly words?: Readonly<Record<string, ControlInput['attestation']>>;
  /** What other controls came to, for one that is judged after them. */
  readonly concluded?: Concluded;
  readonly firstJudged?: string;
  /** The first night on which a connection was seen; long ago where it is not named. */
  readonly seenSince?: Readonly<Record<string, string>>;
}

type More<Row> = Pick<Part<Row>, 'problem' | 'earlier' | 'document'> & { readonly connection?: string };

export function googleUsers(rows: readonly GoogleUser[], more: More<GoogleUser> = {}): Part {
  return { provider: 'google-workspace', connection: 'google', dataset: 'users', rows, ...more };
}

export function googleGroups(rows: readonly GoogleGroup[], more: More<GoogleGroup> = {}): Part {
  return { provider: 'google-workspace', connection: 'google', dataset: 'groups', rows, ...more };
}

/** A dataset of 1Password. */
export function onePassword<Row>(dataset: string, rows: readonly Row[], more: More<Row> = {}): Part {
  return { provider: 'onepassword', connection: 'vaults', dataset, rows, ...more } as Part;
}

export const exported = { origin: 'export', exportedAt: '2026-11-20T09:00:00Z' } as const;

/** A person with an account of their own, known by the same id as in `user`. */
export function account(name: string, changes: Partial<OnePasswordUser> = {}): OnePasswordUser {
  return {
    createTime: '2024-01-15T10:30:00Z',
    email: `${name}@example.com`,
    id: `op-${name}`,
    state: 'ACTIVE',
    ...changes,
  };
}

export function vault(name: string, changes: Partial<OnePasswordVault> = {}): OnePasswordVault {
  return { id: `v-${name}`, items: 3, name, type: 'shared', ...changes };
}

/** That a person has a vault, as an export says it. */
export function access(
  of: string,
  name: string,
  changes: Partial<OnePasswordAccess> = {},
): OnePasswordAccess {
  return {
    accessorId: `op-${name}`,
    accessorType: 'user',
    canOpen: true,
    email: `${name}@example.com`,
    groupType: null,
    kind: 'person',
    members: null,
    name,
    permissions: ['view_items', 'view_and_copy_passwords'],
    recoveryOnly: false,
    state: 'ACTIVE',
    vaultId: `v-${of}`,
    ...changes,
  };
}

/** That a group has a vault. */
export function groupAccess(
  of: string,
  name: string,
  members: readonly OnePasswordMember[] | null,
  changes: Partial<OnePasswordAccess> = {},
): OnePasswordAccess {
  return access(of, name, {
    accessorId: `group-${name}`,
    accessorType: 'group',
    email: null,
    groupType: 'USER_DEFINED',
    kind: null,
    members,
    name,
    ...changes,
  });
}

export function groupMember(name: string, changes: Partial<OnePasswordMember> = {}): OnePasswordMember {
  return { email: `${name}@example.com`, id: `op-${name}`, kind: 'person', state: 'ACTIVE', ...changes };
}

export function event(changes: Partial<OnePasswordEvent>): OnePasswordEvent {
  return {
    action: null,
    actorEmail: 'admin@example.com',
    actorId: 'op-admin',
    auxEmail: null,
    auxId: null,
    category: null,
    feed: 'audit',
    objectId: null,
    objectType: null,
    targetEmail: null,
    targetId: null,
    timestamp: '2026-11-22T16:00:00Z',
    type: null,
    uuid: JSON.stringify(changes),
    ...changes,
  };
}

const noSettings: ControlSettings = {
  people: { source: 'google', identities: [] },
  vaults: [],
  sharedAccounts: [],
  vaultGroups: {},
  policies: [],
};

/** What a control says of a world, by subject; by key, those of one name. Two assessments of one key are an error. */
export function judge(control: Control, world: World): Record<string, Said> {
  const all = [...eachAssessment(control.evaluate(inputOf(control, world)))];
  const found: Record<string, Said> = {};
  for (const { key, ...said } of all) {
    const isAlone = all.every((other) => other.key === key || other.subject !== said.subject);
    const name = isAlone ? said.subject : key;
    if (found[name]) throw new Error(`${name} is judged twice`);
    found[name] = said;
  }
  return found;
}

/** The verdicts alone. */
export function verdicts(control: Control, world: World): Record<string, string> {
  return Object.fromEntries(
    Object.entries(judge(control, world)).map(([name, { verdict }]) => [name, verdict]),
  );
}

/** By world: a night as well finds out once who is who, and not for each control. */
const resolved = new WeakMap<World, People>();

/** Who is who in a world. */
export function peopleIn(world: World): People {
  const before = resolved.get(world);
  if (before) return before;
  const people = whoIsWho(world.parts.map(viewOf), { ...noSettings, ...world.settings })();
  resolved.set(world, people);
  return people;
}

/** The verdict on the control as a whole: of its subjects, and of what the evidence itself bars. */
export function overall(control: Control, world: World): Verdict {
  const input = inputOf(control, world);
  const counts = { pass: 0, fail: 0, unknown: 0, waived: 0 };
  for (const { verdict } of eachAssessment(control.evaluate(input))) counts[verdict] += 1;
  return rollUp(counts, obstacles(needStates(control.needs, input.documents), counts));
}

export function inputOf(control: Control, world: World): ControlInput {
  const views = world.parts.map(viewOf);
  const settings = { ...noSettings, ...world.settings };
  return {
    now: world.at ?? now,
    parameters: z.pipe(z.unknown(), control.parameters()).parse(world.parameters ?? {}),
    settings,
    people: peopleIn(world),
    ...datasetReader(views),
    documents: views.map((view) => view.document),
    failingSince: ({ subject }) => world.since?.[subject] ?? null,
    firstJudged: world.firstJudged ?? '2026-01-01T00:00:00Z',
    seenSince: (connection) => world.seenSince?.[connection] ?? '2026-01-01T00:00:00Z',
    attestation: world.attestation ?? null,
    ...(world.concluded ? { concluded: world.concluded } : {}),
    attestationOf: (id) => (id === control.id ? (world.attestation ?? null) : (world.words?.[id] ?? null)),
  };
}

function viewOf({ problem = null, rows, earlier = [], ...part }: Part): DatasetView {
  const { connection, dataset, provider } = part;
  const completeness = completenessOf(rows.length, problem);
  return datasetView(
    document(dataset, { provider, connection, completeness, problem, ...part.document }),
    () => rows,
    (since) => earlier.filter((row) => !((row as OnePasswordEvent).timestamp < since)),
  );
}

export { now, user };
