import type { Dataset } from '../evidence/dataset.ts';
import { CollectError, type Problem } from '../evidence/problem.ts';
import type { CollectSession, DatasetSink, ProbeResult } from './provider.ts';

const passing: ReadonlySet<string> = new Set(['rate-limited', 'unavailable', 'timeout', 'interrupted']);

/** What a problem says of what was granted: nothing where the answer may be another one tomorrow. */
export function verdictOf({ code }: Pick<Problem, 'code'>): 'fail' | 'unknown' {
  return passing.has(code) ? 'unknown' : 'fail';
}

/**
 * Asks one question on behalf of a dataset. Its answer in words is a pass; a refusal is a fail with the refusal's
 * words, and what may pass by itself is unknown.
 */
export async function probeDataset<Settings, Row extends object>(
  session: CollectSession<Settings>,
  dataset: Dataset<Row>,
  question: (sink: DatasetSink<Row>) => Promise<string>,
): Promise<ProbeResult> {
  let result: ProbeResult = { dataset: dataset.name, verdict: 'unknown', message: 'Not asked.' };
  await session.dataset(dataset, async (sink) => {
    result = { dataset: dataset.name, ...(await answerTo(() => question(sink))) };
  });
  return result;
}

async function answerTo(question: () => Promise<string>): Promise<Omit<ProbeResult, 'dataset'>> {
  try {
    return { verdict: 'pass', message: await question() };
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return { verdict: verdictOf(error), message: error.message };
  }
}
