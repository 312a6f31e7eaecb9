import type { CloudflareAccount, CloudflareMember } from '../../../evidence/datasets/cloudflare.ts';
import * as datasets from '../../../evidence/datasets/cloudflare.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { ConnectionReader, ProviderRequest, ReaderInput, Reading, SourceFacts } from '../../reader.ts';
import { reads } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { type Place, requestAccount, requestMembers } from './requests.ts';
import { readAccount, readMember } from './schema.ts';
import { hiddenFactors, nobodyThere, notShown } from './visibility.ts';

/** What the first dataset tells the next. */
interface Learned {
  tenant: NonNullable<SourceFacts['tenant']>;
}

/** The account and its members. */
export function read(input: ReaderInput<Settings>): ConnectionReader<ProviderRequest> {
  const place = placeOf(input);
  const learned: Learned = { tenant: { id: place.account, name: null } };
  return [
    reads(datasets.account, () => readTheAccount(place, learned)),
    reads(datasets.members, () => readMembers(place, learned)),
  ];
}

export function placeOf({ connection }: Pick<ReaderInput<Settings>, 'connection'>): Place {
  return { endpoint: connection.endpoint, account: connection.settings.account };
}

function* readTheAccount(place: Place, learned: Learned): Reading<CloudflareAccount, ProviderRequest> {
  yield { source: { origin: 'api', tenant: learned.tenant } };
  const wrong: string[] = [];
  const account = readAccount(yield* requestAccount(place), place.account, wrong);
  learned.tenant = { id: account.id, name: account.name };
  yield { source: { tenant: learned.tenant } };
  yield { records: [account] };
  if (wrong.length > 0) yield { problem: malformed([`the account: ${wrong.join(', ')} of the wrong type`]) };
  else if (account.enforceTwoFactor === null) yield { problem: notShown };
}

function* readMembers(place: Place, learned: Learned): Reading<CloudflareMember, ProviderRequest> {
  yield { source: { origin: 'api', tenant: learned.tenant } };
  const faults: string[] = [];
  const seen: CloudflareMember[] = [];
  let listed = 0;
  let total: number | null = null;
  try {
    yield* requestMembers<CloudflareMember>(place, 50, function* ({ items, info }) {
      const page = items.flatMap((item) => memberOf(item, faults));
      seen.push(...page);
      listed += items.length;
      total = Math.max(total ?? 0, info.total ?? 0);
      yield { records: page };
    });
    for (const problem of [...shortfall(listed, total), ...nobodyThere(seen), ...hiddenFactors(seen)])
      yield { problem };
  } finally {
    if (faults.length > 0) yield { problem: malformed(faults) };
  }
}

function memberOf(item: unknown, faults: string[]): readonly CloudflareMember[] {
  const wrong: string[] = [];
  const member = readMember(item, wrong);
  if (member === null) faults.push('a member without an id, who was left out');
  else if (wrong.length > 0) faults.push(`member ${member.id}: ${wrong.join(', ')} of the wrong type`);
  return member === null ? [] : [member];
}

/** Cloudflare counts them on every page: fewer than that came when somebody was passed over. */
function shortfall(listed: number, total: number | null): readonly Problem[] {
  if (total === null || listed >= total) return [];
  const message = `Cloudflare counts ${total} members and listed ${listed}. Run again; if it happens again, tell the provider.`;
  return [{ code: 'truncated', message }];
}

function malformed(faults: readonly string[]): Problem {
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  return {
    code: 'malformed',
    message: `Not as Cloudflare documents it: ${faults.slice(0, 3).join('; ')}${more}. Fields of the wrong type count as unknown; the raw answers show what came.`,
  };
}
