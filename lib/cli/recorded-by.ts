import { hostname } from 'node:os';
import type { Attestation } from '../judging/attestation.ts';
import { userName } from './collector.ts';

/** Who is typing: a user of this machine, and where the locker is a bucket, whom AWS takes them for. */
export async function recordedBy(location: string): Promise<NonNullable<Attestation['recordedBy']>> {
  const here = { user: userName(), host: hostname() };
  if (!location.startsWith('s3://')) return here;
  const { awsCaller } = await import('../locker/s3/caller/sdk.ts');
  return { ...here, aws: await awsCaller() };
}
