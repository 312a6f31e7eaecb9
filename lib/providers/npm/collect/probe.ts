import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/npm.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { type Found, probeDataset } from '../../probe-dataset.ts';
import type { ProbeResult } from '../../provider.ts';
import type { NpmClient } from './client.ts';
import { connect, nameOf, type Session } from './collect.ts';
import { isFragmentOf, readToken as readCredential } from './credential.ts';
import { readMembers, readPackages, readToken } from './schema.ts';
import { mayNotList } from './tokens.ts';

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session): Promise<readonly ProbeResult[]> {
  const { org } = session.connection.settings;
  return [
    await ask(session, datasets.members, async (client) => {
      const { rows } = readMembers(await client.members(org), org);
      return `The members of ${org} can be read (${rows.length}).`;
    }),
    await ask(session, datasets.packages, async (client) => {
      const { rows } = readPackages(await client.packages(org));
      return `The packages of ${org} can be read (${rows.length}).`;
    }),
    await ask(session, datasets.account, (client) => probeAccount(session, client)),
  ];
}

function ask<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  question: (client: NpmClient) => Promise<string | Found>,
): Promise<ProbeResult> {
  return probeDataset(session, dataset, (sink) => question(connect(session, sink)));
}

/** A token that may not list tokens is as much as most should have, so that this is no failure. */
async function probeAccount(session: Session, client: NpmClient): Promise<string | Found> {
  const name = await nameOf(client);
  const whose = `The token is ${name === null ? 'of an account that npm does not name' : `${name}’s`}`;
  const credential = readCredential(session.connection.credential);
  try {
    for await (const { items } of client.tokens())
      for (const item of items)
        if (isOwn(item, credential))
          return { message: `${whose} and ${endOf(item)}.`, expires: expiryOf(item) };
    return `${whose} and lists that account’s tokens.`;
  } catch (error) {
    if (!(error instanceof CollectError && mayNotList(error))) throw error;
    return `${whose} and may not list tokens: one that bypasses two-factor authentication would not be noticed.`;
  }
}

function isOwn(item: unknown, credential: string): boolean {
  const fragment = typeof item === 'object' && item !== null && 'token' in item ? item.token : null;
  return isFragmentOf(fragment, credential);
}

function expiryOf(item: unknown): string | null {
  return readToken(item)?.expiry ?? null;
}

function endOf(item: unknown): string {
  const expiry = expiryOf(item)?.slice(0, 10);
  return expiry ? `expires on ${expiry}` : 'names no end';
}
