import type { Configuration } from '../../config/configuration.ts';
import type { Organization } from '../../fleet/fleet.ts';
import { checkHeads, type Listed } from '../../fleet/verify/check-heads.ts';
import type { FleetVerifyReport } from '../../index.ts';
import { lockIn } from '../../locker/lock.ts';
import { LockerError } from '../../locker/locker.ts';
import { isS3Location } from '../../locker/s3/location.ts';
import { problem, sortProblems, type VerifyProblem } from '../../seal/verify/result.ts';
import { readTrustedKeys, withReader } from '../reading.ts';
import { verifyLocation } from '../verifying/verify-location.ts';
import { rememberedOf, trustedBy } from '../verifying/what-to-verify.ts';

export type OrganizationVerified = FleetVerifyReport['organizations'][number];

export interface OrganizationToVerify {
  readonly id: string;
  /** Null for one that the file does not name any more. */
  readonly organization: Organization | null;
  /** What the fleet's sealed lists say of it, oldest first. */
  readonly listed: readonly Listed[];
}

/** Verifies one organization's own locker, by itself and against every head of it that the fleet sealed. */
export async function verifyOrganization(
  { id, organization, listed }: OrganizationToVerify,
  rejudge: boolean,
): Promise<OrganizationVerified> {
  const configuration = organization?.configuration ?? null;
  const last = listed.at(-1)?.line ?? null;
  const locker = configuration?.locker ?? last?.locker ?? null;
  const none = { id, locker, skipped: null, trust: null, checked: null, head: null, notices: [] };
  const isSealed = listed.some(({ line }) => line.head !== null);
  if (organization?.former && organization.file === null)
    return { ...none, ok: true, skipped: 'It was handed over, and its file is not named.', problems: [] };
  if (locker === null && organization?.fault)
    return {
      ...none,
      ok: false,
      problems: [
        problem('missing', '', 'Its exhibit.yaml cannot be read, so that nobody knows where its chain is.'),
      ],
    };
  if (locker === null || (!isSealed && !(await isThere(locker))))
    return { ...none, ok: true, skipped: 'It has no sealed night yet.', problems: [] };
  try {
    return await verified(id, locker, configuration, listed, rejudge);
  } catch (error) {
    // A place that is gone is what is looked for here; its neighbours are verified all the same.
    const message = error instanceof Error ? error.message : String(error);
    return {
      ...none,
      ok: false,
      problems: [problem('missing', '', `Its locker cannot be read. ${message}`)],
    };
  }
}

async function verified(
  id: string,
  locker: string,
  configuration: Configuration | null,
  listed: readonly Listed[],
  rejudge: boolean,
): Promise<OrganizationVerified> {
  const trusted = configuration && trustedBy(configuration);
  const keys = await readTrustedKeys(trusted?.keyFiles ?? []);
  const result = await verifyLocation(
    locker,
    { rejudge, ownProviders: configuration?.ownProviders },
    {
      trustedKeys: keys.length > 0 ? keys : 'in-locker',
      remembered: configuration ? await rememberedOf(configuration) : undefined,
      lock: isS3Location(locker) ? null : await lockIn(locker),
      timestampAuthorities: await readTrustedKeys(trusted?.authorityFiles ?? []),
      witnessKeys: await readTrustedKeys(trusted?.witnessFiles ?? []),
    },
  );
  const heads = await withReader(locker, (reader) => checkHeads(listed, reader));
  const { checked, head, notices, notRejudged, problems, rejudged, trust } = result;
  const all = [...problems, ...heads.filter((one) => !isKnown(one, problems))];
  return {
    id,
    locker,
    ok: result.ok && all.length === 0,
    skipped: null,
    trust,
    checked,
    head,
    problems: sortProblems(all),
    notices,
    ...(rejudged === undefined ? {} : { rejudged, notRejudged: notRejudged ?? [] }),
  };
}

/** What the locker says of itself already is not said again. */
function isKnown({ kind, path }: VerifyProblem, problems: readonly VerifyProblem[]): boolean {
  return problems.some((one) => one.kind === kind && one.path === path);
}

async function isThere(location: string): Promise<boolean> {
  try {
    return await withReader(location, async (reader) => (await reader.names('chain')).length > 0);
  } catch (error) {
    if (error instanceof LockerError) return false;
    throw error;
  }
}
