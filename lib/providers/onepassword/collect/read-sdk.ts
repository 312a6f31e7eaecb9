import * as z from 'zod/mini';
import { canonicalDocument } from '../../../evidence/canonical.ts';
import type { OnePasswordAccess, OnePasswordVault } from '../../../evidence/datasets/onepassword.ts';
import { hasVault, onlyRecovers } from '../../../evidence/datasets/onepassword-rights.ts';
import { CollectError, type Problem, type ProblemCode, problemCodes } from '../../../evidence/problem.ts';
import { withMessages } from '../../../evidence/schema-messages.ts';
import type { HandedOver } from '../../raw-entries.ts';
import type { FileResponse, SourceFacts } from '../../reader.ts';
import type { SdkHolder, SdkLists } from '../membership/sdk-lists.ts';
import { rightsOfBits } from './permissions.ts';
import { type Requests, requestSdk, type SdkCall, sdkFile } from './requests.ts';
import { firstFault, type Parsed, parseEach } from './schema.ts';
import type { Part } from './vault-part.ts';

const text = z.string().check(z.minLength(1));
const types = { userCreated: 'shared', everyone: 'everyone', personal: 'private' } as const;

const overview = z.pipe(
  z.object({
    id: text,
    title: text,
    vaultType: z.nullish(z.string()),
    activeItemCount: z.nullish(z.int().check(z.minimum(0))),
  }),
  z.transform(
    ({ id, title, vaultType, activeItemCount }): OnePasswordVault => ({
      id,
      items: activeItemCount ?? null,
      name: title,
      type: isType(vaultType) ? types[vaultType] : null,
    }),
  ),
);

const detail = z.object({ access: z.nullish(z.array(z.unknown())) });
const accessor = z.object({
  accessorType: z.enum(['user', 'group', 'broker']),
  accessorUuid: text,
  permissions: z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1)),
});
const group = z.object({
  title: z.nullish(z.string()),
  groupType: z.nullish(z.string()),
  state: z.nullish(z.string()),
});

type Accessor = z.infer<typeof accessor>;
type Group = z.infer<typeof group>;

const kinds = { user: 'person', group: null, broker: 'service' } as const;

/** After these there is no use in asking for the next vault. */
const final: ReadonlySet<ProblemCode> = new Set([
  'rate-limited',
  'unauthenticated',
  'timeout',
  'interrupted',
]);

/** So many vaults in a row without an answer: 1Password is not there. */
const givenUpAfter = 3;

/** What the evidence says of this source. */
export const sdkSource: SourceFacts = {
  origin: 'api',
  principal: 'service account, through the 1Password SDK',
  scopes: ['vaults granted to it'],
};

/** Everything that one reading gathers. */
interface SdkEvidence {
  readonly rows: OnePasswordAccess[];
  readonly problems: Problem[];
  readonly groups: Map<string, Group>;
}

/**
 * Vaults as a service account sees them. The SDK takes no `fetch`, so what is kept is each answer as the SDK gave
 * it, as canonical JSON: not the bytes of the wire.
 */
export function* readSdkVaults(): Requests<Part<OnePasswordVault>> {
  return yield* listed((rows) => rows.length);
}

/** Who has them, or only the first `most` of them. The SDK tells neither a user's address nor a group's members. */
export function* readSdkAccess(most = Number.POSITIVE_INFINITY): Requests<Part<OnePasswordAccess>> {
  const vaults = yield* listed(() => 0);
  const evidence: SdkEvidence = { rows: [], problems: [...vaults.problems], groups: new Map() };
  yield* readEach(evidence, vaults.rows.slice(0, most));
  return evidence;
}

function* listed(records: (rows: readonly OnePasswordVault[]) => number): Requests<Part<OnePasswordVault>> {
  const response: unknown = JSON.parse((yield* requestSdk('vaults.list')).text);
  const { rows, problem } = parseEach(Array.isArray(response) ? response : [], overview, 'vaults.list');
  yield keep(sdkFile('vaults.list'), response, records(rows));
  if (!Array.isArray(response))
    throw new CollectError('malformed', '1Password SDK, vaults.list: not a list.');
  return { rows, problems: problem ? [problem] : [] };
}

function* readEach(evidence: SdkEvidence, vaults: readonly OnePasswordVault[]): Requests<void> {
  let unavailable = 0;
  for (const vault of vaults) {
    const code = yield* noting(evidence, readVault(evidence, vault));
    unavailable = code === 'unavailable' ? unavailable + 1 : 0;
    if (code && (final.has(code) || unavailable === givenUpAfter)) return;
  }
}

/** Turns an error into a problem of the reading. Gives its code, or null when all went well. */
function* noting(evidence: SdkEvidence, work: Requests<void>): Requests<ProblemCode | null> {
  try {
    yield* work;
    return null;
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    evidence.problems.push(error.problem);
    return error.code;
  }
}

function* readVault(evidence: SdkEvidence, vault: OnePasswordVault): Requests<void> {
  const access = yield* accessListOf(vault.id);
  if (access.problem) evidence.problems.push(access.problem);
  for (const entry of access.rows) evidence.rows.push(yield* record(evidence, vault.id, entry));
}

function* accessListOf(vault: string): Requests<Parsed<Accessor>> {
  const where = `vaults.get ${vault}`;
  const response = yield* one('vaults.get', vault);
  const parsed = detail.safeParse(response, withMessages);
  const access = parseEach(parsed.data?.access ?? [], accessor, `${where}: access`);
  yield keep(sdkFile('vaults.get', vault), response, access.rows.length);
  if (!parsed.success)
    throw new CollectError('malformed', `1Password SDK, ${firstFault(parsed.error, where)}`);
  // The token itself sees the vault, so somebody has it: an empty list is one that was not shown.
  if (!parsed.data.access?.length)
    throw new CollectError(
      'not-visible',
      `1Password SDK, ${where}: no access list came. The token may not see it.`,
    );
  return access;
}

function* record(evidence: SdkEvidence, vaultId: string, entry: Accessor): Requests<OnePasswordAccess> {
  const { accessorType, accessorUuid, permissions } = entry;
  const named = accessorType === 'group' ? yield* groupOf(evidence, accessorUuid) : {};
  const rights = rightsOfBits(permissions);
  const recovers = named.groupType === 'recovery' && hasVault(rights) === false;
  return {
    accessorId: accessorUuid,
    accessorType: accessorType === 'broker' ? 'service' : accessorType,
    canOpen: rights.canOpen,
    email: null,
    groupType: named.groupType ?? null,
    kind: kinds[accessorType],
    members: null,
    name: named.title ?? null,
    permissions: rights.permissions,
    recoveryOnly: recovers || onlyRecovers(rights),
    state: named.state ?? null,
    vaultId,
  };
}

/** Asked once for each group, also when it fails. What a group's permissions are does not depend on its name. */
function* groupOf(evidence: SdkEvidence, id: string): Requests<Group> {
  const found = evidence.groups.get(id);
  if (found) return found;
  evidence.groups.set(id, {});
  yield* noting(evidence, readGroup(evidence, id));
  return evidence.groups.get(id) ?? {};
}

function* readGroup(evidence: SdkEvidence, id: string): Requests<void> {
  const response = yield* one('groups.get', id);
  yield keep(sdkFile('groups.get', id), response, 0);
  const { data, error } = group.safeParse(response, withMessages);
  if (error) throw new CollectError('malformed', `1Password SDK, ${firstFault(error, `groups.get ${id}`)}`);
  evidence.groups.set(id, data);
}

/** One answer. Nothing else records that there was none, so the error is kept in its place. */
function* one(call: SdkCall, id: string): Requests<unknown> {
  try {
    return JSON.parse((yield* requestSdk(call, id)).text);
  } catch (error) {
    if (error instanceof CollectError) yield keep(sdkFile(call, id, failed), error.problem, 0);
    throw error;
  }
}

const failed = 'failed.json';

const problem = z.object({ code: z.enum(problemCodes), message: z.string() });

/** What a service account, where one is configured, is told of the vaults that it sees. */
export interface SdkListing {
  readonly lists: SdkLists;
  /** Why not all of them could be read; null where they were. */
  readonly gap: string | null;
}

/**
 * Who has the vaults that a service account sees, to hold against what was derived. Null where none is configured. What a
 * group is called makes no difference to that, so that groups are not asked for.
 */
export function* readSdkLists(): Requests<SdkListing | null> {
  const lists = new Map<string, readonly SdkHolder[]>();
  try {
    const { problems, rows } = yield* listed((all) => all.length);
    let gap = problems[0]?.message ?? null;
    for (const { id } of rows) {
      const found = yield* holdersOf(id);
      if (found.holders) lists.set(id, found.holders);
      gap ??= found.gap;
      if (found.isLast) break;
    }
    return { lists, gap };
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    yield keep(sdkFile('vaults.list', undefined, failed), error.problem, 0);
    return error.code === 'not-configured' ? null : { lists, gap: error.message };
  }
}

interface Holders {
  /** Null where the list was not read whole. */
  readonly holders: readonly SdkHolder[] | null;
  readonly gap: string | null;
  /** Whether there is no use in asking for another vault. */
  readonly isLast: boolean;
}

function* holdersOf(vault: string): Requests<Holders> {
  try {
    const access = yield* accessListOf(vault);
    if (access.problem) return { holders: null, gap: access.problem.message, isLast: false };
    const holders = access.rows.flatMap(({ accessorType, accessorUuid: id, permissions }): SdkHolder[] => {
      return accessorType === 'broker'
        ? []
        : [{ id, kind: accessorType, has: hasVault(rightsOfBits(permissions)) }];
    });
    return { holders, gap: null, isLast: false };
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return { holders: null, gap: error.message, isLast: final.has(error.code) };
  }
}

/** An answer of the SDK's, or why there was none, as it was kept. */
export function openSdk({ body, file }: HandedOver): readonly FileResponse[] {
  const text = body.toString();
  if (!file.endsWith(`.${failed}`)) return [{ url: file, text }];
  const url = `${file.slice(0, -failed.length)}json`;
  return [{ url, problem: z.parse(problem, JSON.parse(text)) }];
}

function keep(name: string, content: unknown, records: number) {
  return { keep: { name, bytes: Buffer.from(canonicalDocument(content)), records } };
}

function isType(type: string | null | undefined): type is keyof typeof types {
  return typeof type === 'string' && Object.hasOwn(types, type);
}
