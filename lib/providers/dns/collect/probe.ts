import { mailRecords } from '../../../evidence/datasets/dns.ts';
import type { ProbeResult } from '../../provider.ts';
import type { Limits } from './client.ts';
import { clientFor, type Session } from './collect.ts';

/** Asks for the first domain, and says whether the DNS answers and what the configuration leaves open. */
export async function probe(session: Session, limits: Limits): Promise<readonly ProbeResult[]> {
  const dataset = mailRecords.name;
  const { domains, selectors } = session.connection.settings;
  const [domain = ''] = domains;
  let result: ProbeResult = { dataset, verdict: 'unknown', message: 'Not asked.' };
  await session.dataset(mailRecords, async (sink) => {
    const client = clientFor(session, sink, limits);
    const { answer, status } = await client.ask({ name: domain, type: 'TXT' });
    const server = client.servers.join(', ');
    result =
      answer === null
        ? { dataset, verdict: 'unknown', message: `${server} does not answer on ${domain} (${status}).` }
        : answered(`${server} answers on ${domain}.`, selectors);
  });
  return [result];
}

function answered(found: string, selectors: readonly string[]): ProbeResult {
  const missing = ' No DKIM selector is named, so it stays unknown whether mail is signed: add selectors:.';
  const message = selectors.length > 0 ? found : found + missing;
  return { dataset: mailRecords.name, verdict: selectors.length > 0 ? 'pass' : 'unknown', message };
}
