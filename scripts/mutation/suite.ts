import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What one file of tests did. */
export interface Outcome {
  readonly test: string;
  readonly passed: boolean;
  /** Milliseconds that it took. */
  readonly ms: number;
}

/** Null where the tests had not ended by then. */
export type Outcomes = readonly Outcome[] | null;

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly startTime: number;
    readonly endTime: number;
  }[];
}

/** Runs these files of tests, one at a time and in this order, and stops at the first failure if it is told to. */
export async function runTests(
  folder: string,
  tests: readonly string[],
  { bail, longestMs }: { bail: boolean; longestMs: number },
): Promise<Outcomes> {
  const report = join(folder, 'mutation-report.json');
  rmSync(report, { force: true });
  const words = [
    '--experimental-vm-modules',
    '--no-warnings=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--runInBand',
    '--silent',
    '--testSequencer=./scripts/mutation/as-given.mjs',
    '--json',
    `--outputFile=${report}`,
    ...(bail ? ['--bail=1'] : []),
    '--runTestsByPath',
    ...tests,
  ];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    stdio: 'ignore',
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  const [, signal] = await once(child, 'exit');
  process.off('exit', stop);
  return signal === null ? outcomesIn(report, folder) : null;
}

function outcomesIn(report: string, folder: string): Outcome[] {
  const text = textAt(report);
  if (text === null) throw new Error('Jest wrote no report: its start failed.');
  const { testResults } = JSON.parse(text) as Report;
  return testResults.map(({ endTime, name, startTime, status }) => ({
    test: name.slice(folder.length + 1),
    passed: status === 'passed',
    ms: endTime - startTime,
  }));
}

function textAt(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
