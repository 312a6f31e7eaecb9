import * as z from 'zod/mini';
import { canonicalDocument } from '../../../evidence/canonical.ts';
import type { OnePasswordAccess, OnePasswordVault } from '../../../evidence/datasets/onepassword.ts';
import { CollectError, type Problem, type ProblemCode } from '../../../evidence/problem.ts';
import { inWords } from '../../../evidence/schema-words.ts';
import { recoversOnly, rightsOfBits } from './permissions.ts';
import { firstFault, parseEach } from './schema.ts';
import type { VaultClient } from './sdk.ts';
import type { Kept, VaultSource } from './vault-source.ts';

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
const group = z.object({ title: z.nullish(z.string()), groupType: z.nullish(z.string()) });

type Accessor = z.infer<typeof accessor>;
type Group = z.infer<typeof group>;

/** After these there is no use in asking for the next vault. */
const final: ReadonlySet<ProblemCode> = new Set([
  'rate-limited',
  'unauthenticated',
  'timeout',
  'interrupted',
]);

/** So many vaults in a row without an answer: 1Password is not there. */
const givenUpAfter = 3;

/** Everything that one reading gathers. */
interface Reading {
  readonly client: VaultClient;
  readonly kept: Kept[];
  readonly rows: OnePasswordAccess[];
  readonly problems: Problem[];
  readonly groups: Map<string, Group>;
}

/**
 * Vaults as a service account sees them. The SDK takes no `fetch`, so what is kept is each answer as the SDK gave
 * it, as canonical JSON: not the bytes of the wire. It tells neither a user's address nor a group's members.
 */
export function sdkSource(connect: () => Promise<VaultClient>): VaultSource {
  return async () => {
    const client = await connect();
    const answer = await client.listVaults();
    if (!Array.isArray(answer))
      throw new CollectError('malformed', '1Password SDK, vaults.list: not a list.');
    const vaults = parseEach(answer, overview, 'vaults.list');
    const reading: Reading = {
      client,
      kept: [keep('vaults.list', answer, 0)],
      rows: [],
      problems: [],
      groups: new Map(),
    };
    if (vaults.problem) reading.problems.push(vaults.problem);
    await readEach(reading, vaults.rows);
    return {
      source: {
        origin: 'api',
        principal: 'service account, through the 1Password SDK',
        scopes: ['vaults granted to it'],
      },
      vaults: {
        kept: [keep('vaults.list', answer, vaults.rows.length)],
        rows: vaults.rows,
        problems: vaults.problem ? [vaults.problem] : [],
      },
      access: { kept: reading.kept, rows: reading.rows, problems: reading.problems },
    };
  };
}

async function readEach(reading: Reading, vaults: readonly OnePasswordVault[]): Promise<void> {
  let unavailable = 0;
  for (const vault of vaults) {
    const code = await noting(reading, () => readVault(reading, vault));
    unavailable = code === 'unavailable' ? unavailable + 1 : 0;
    if (code && (final.has(code) || unavailable === givenUpAfter)) return;
  }
}

/** Turns an error into a problem of the reading. Resolves to its code, or null when all went well. */
async function noting(reading: Reading, work: () => Promise<void>): Promise<ProblemCode | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    reading.problems.push(error.problem);
    return error.code;
  }
}

async function readVault(reading: Reading, vault: OnePasswordVault): Promise<void> {
  const where = `vaults.get ${vault.id}`;
  const answer = await reading.client.getVault(vault.id);
  const parsed = detail.safeParse(answer, inWords);
  const access = parseEach(parsed.data?.access ?? [], accessor, `${where}: access`);
  reading.kept.push(keep(where, answer, access.rows.length));
  if (!parsed.success)
    throw new CollectError('malformed', `1Password SDK, ${firstFault(parsed.error, where)}`);
  // The token itself sees the vault, so somebody has it: an empty list is one that was not shown.
  if (!parsed.data.access?.length)
    throw new CollectError(
      'not-visible',
      `1Password SDK, ${where}: no access list came. The token may not see it.`,
    );
  if (access.problem) reading.problems.push(access.problem);
  for (const entry of access.rows) reading.rows.push(await record(reading, vault.id, entry));
}

async function record(reading: Reading, vaultId: string, entry: Accessor): Promise<OnePasswordAccess> {
  const { accessorType, accessorUuid, permissions } = entry;
  const named = accessorType === 'group' ? await groupOf(reading, accessorUuid) : {};
  return {
    accessorId: accessorUuid,
    accessorType: accessorType === 'broker' ? 'service' : accessorType,
    ...rightsOfBits(permissions),
    email: null,
    members: null,
    name: named.title ?? null,
    recoveryOnly: named.groupType === 'recovery' || recoversOnly(permissions),
    state: null,
    vaultId,
  };
}

/** Asked once for each group, also when it fails. What a group's permissions are does not depend on its name. */
async function groupOf(reading: Reading, id: string): Promise<Group> {
  const found = reading.groups.get(id);
  if (found) return found;
  reading.groups.set(id, {});
  await noting(reading, async () => {
    const where = `groups.get ${id}`;
    const answer = await reading.client.getGroup(id);
    reading.kept.push(keep(where, answer, 0));
    const { data, error } = group.safeParse(answer, inWords);
    if (error) throw new CollectError('malformed', `1Password SDK, ${firstFault(error, where)}`);
    reading.groups.set(id, data);
  });
  return reading.groups.get(id) ?? {};
}

function keep(call: string, answer: unknown, records: number): Kept {
  const name = `sdk/${call.replace(/ /g, '/')}.json`;
  return { name, bytes: Buffer.from(canonicalDocument(answer)), records };
}

function isType(type: string | null | undefined): type is keyof typeof types {
  return typeof type === 'string' && Object.hasOwn(types, type);
}
