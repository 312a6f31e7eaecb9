import type { Configuration } from '../config/configuration.ts';
import type { RunResult } from '../nightly/run.ts';
import type { Terminal } from './terminal.ts';

export async function demoSummary(
  results: readonly RunResult[],
  configuration: Configuration,
  publicKey: string,
  shown: Terminal,
): Promise<string> {
  return [`${results.length} nights`, configuration.locker, publicKey, shown.paint('bold', '')].join('\n');
}
