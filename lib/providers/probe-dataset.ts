import type { Dataset } from '../evidence/dataset.ts';
import { findCollectError, mayPassAnotherNight, type Problem } from '../evidence/problem.ts';
import type { CollectSession, DatasetSink, ProbeResult } from './provider.ts';

/** What a problem says of what was granted: nothing where the answer may be another one tomorrow. */
export function verdictOf(problem: Pick<Problem, 'code'>): 'fail' | 'unknown' {
  return mayPassAnotherNight(problem) ? 'unknown' : 'fail';
}

/** What a question found, with when the credential ends where the answer tells. */
export type Found = Pick<ProbeResult, 'message' | 'expires'>;

/**
 * Asks one question on behalf of a dataset. Its answer in words is a pass; a refusal is a fail with the refusal's
 * words, and what may pass by itself is unknown.
 */
export async function probeDataset<Settings, Row extends object>(
  session: CollectSession<Settings>,
  dataset: Dataset<Row>,
  request: (sink: DatasetSink<Row>) => Promise<string | Found>,
): Promise<ProbeResult> {
  let result: ProbeResult = { dataset: dataset.name, verdict: 'unknown', message: 'Not asked.' };
  await session.dataset(dataset, async (sink) => {
    result = { dataset: dataset.name, ...(await responseTo(() => request(sink))) };
  });
  return result;
}

async function responseTo(request: () => Promise<string | Found>): Promise<Omit<ProbeResult, 'dataset'>> {
  try {
    const found = await request();
    return { verdict: 'pass', ...(typeof found === 'string' ? { message: found } : found) };
  } catch (error) {
    const known = findCollectError(error);
    if (!known) throw error;
    return { verdict: verdictOf(known), message: known.message };
  }
}
