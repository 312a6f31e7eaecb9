import type { AnyDataset } from '../../../evidence/dataset.ts';
import { CollectError, type ProblemCode } from '../../../evidence/problem.ts';
import type { CollectSession, ProbeResult } from '../../provider.ts';
import { isObject } from '../../read-fields.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { accessOf, delegationPage, scopes } from './access.ts';
import type { GoogleClient } from './client.ts';
import { type Connect, connector, withRemedy } from './connect.ts';
import type { Page } from './page.ts';

type Answer = Omit<ProbeResult, 'dataset'>;

/** Asks for one record per dataset, and says what is missing and where to grant it. */
export async function probe(session: CollectSession<Settings>): Promise<ProbeResult[]> {
  const connect = connector(session, scopes);
  const results: ProbeResult[] = [];
  for (const dataset of manifest.datasets)
    results.push({ dataset: dataset.name, ...(await probeOne(session, dataset, connect)) });
  return results;
}

async function probeOne(
  session: CollectSession<Settings>,
  dataset: AnyDataset,
  connect: Connect,
): Promise<Answer> {
  const { subject } = session.connection.settings;
  let answer: Answer = { verdict: 'unknown', message: 'Google was not asked.' };
  await session.dataset(dataset, async (sink) => {
    const ask = async (through: Connect) => questions[dataset.name]?.(through(sink)) ?? answer;
    try {
      answer = await withRemedy(dataset.name, subject, ask(connect));
    } catch (error) {
      const { scope } = accessOf(dataset.name);
      const alone = () => ask(connector(session, [scope]));
      answer = await diagnosis(error, scope, alone);
      throw error;
    }
  });
  return answer;
}

/** The smallest question per dataset. */
const questions: Readonly<Record<string, (client: GoogleClient) => Promise<Answer>>> = {
  'org-units': async (client) => found((await client.orgUnits()).items, 'Organizational units can be read.'),
  'two-step-policies': async (client) => found(await first(client.policies(1)), 'Policies can be read.'),
  users: async (client) => judgeUsers(await first(client.users(1))),
  groups: async (client) => {
    await first(client.groups(1));
    return { verdict: 'pass', message: 'Groups can be read.' };
  },
};

/** The first items of a list; Google may send empty pages before them. */
async function first(pages: AsyncGenerator<Page>): Promise<readonly unknown[]> {
  for await (const { items } of pages) if (items.length > 0) return items;
  return [];
}

function found(items: readonly unknown[], message: string): Answer {
  if (items.length > 0) return { verdict: 'pass', message };
  return {
    verdict: 'unknown',
    message: 'Google answers, but the list is empty. Check that subject: is a super admin of this customer.',
  };
}

function judgeUsers(items: readonly unknown[]): Answer {
  const [user] = items;
  const visible = (field: string) => isObject(user) && typeof user[field] === 'boolean';
  const missing = ['isEnrolledIn2Sv', 'isEnforcedIn2Sv'].filter((field) => !visible(field));
  if (items.length === 0 || missing.length === 0)
    return found(items, 'Users can be read, with their 2-step verification.');
  return {
    verdict: 'fail',
    message: `Users can be read, but without ${missing.join(' and ')}. Name a super admin as subject:.`,
  };
}

/** Problems that a person must mend; the others may pass by themselves. */
const lasting: ReadonlySet<ProblemCode> = new Set([
  'denied',
  'unauthenticated',
  'rejected',
  'not-configured',
]);

/** What an error means. When no token is given for all scopes, tries this dataset's scope alone. */
async function diagnosis(error: unknown, scope: string, alone: () => Promise<unknown>): Promise<Answer> {
  if (!(error instanceof CollectError)) throw error;
  const verdict = lasting.has(error.code) ? 'fail' : 'unknown';
  if (error.code !== 'unauthenticated') return { verdict, message: error.message };
  const granted = await alone().then(
    () => true,
    () => false,
  );
  const message = granted
    ? `The scope ${scope} is granted, but Google gives no token for all scopes together: grant what the other lines miss (${delegationPage}).`
    : `Not granted, at least not ${scope}. ${error.message}`;
  return { verdict, message };
}
