import type { LockerReader } from './reader.ts';
import { problem, type VerifyProblem } from './result.ts';

interface Reference {
  readonly path: string;
  readonly sha256: string;
}

/**
 * People's words lie outside the runs, because they are recorded between them; each run's findings name them with
 * their hashes, and the run's seal covers the findings. A word that no run has named yet is not judged.
 * @param runs folders of the runs whose findings are believed
 */
export async function checkAttestations(
  reader: LockerReader,
  runs: readonly string[],
): Promise<readonly VerifyProblem[]> {
  const words = new Map<string, string>();
  for (const run of runs)
    for (const { path, sha256 } of referencesIn(await reader.read(`${run}/findings.json`), 'attestations'))
      words.set(path, sha256);
  const problems = await compare(reader, words);
  const files = new Map<string, string>();
  for (const path of words.keys())
    for (const file of referencesIn(await reader.read(path), 'files')) files.set(file.path, file.sha256);
  return [...problems, ...(await compare(reader, files))];
}

async function compare(reader: LockerReader, wanted: ReadonlyMap<string, string>): Promise<VerifyProblem[]> {
  const facts = await reader.hash([...wanted.keys()]);
  return facts.flatMap(({ path, sha256 }) => {
    if (sha256 === wanted.get(path)) return [];
    return sha256 === null
      ? [problem('missing', path, 'A sealed run names this, and it is not there.')]
      : [problem('modified', path, 'This is not what a sealed run named.')];
  });
}

/** The references under one key of a document; none where it cannot be read, which is found elsewhere. */
function referencesIn(bytes: Buffer | null, key: string): readonly Reference[] {
  try {
    const list = (JSON.parse(bytes?.toString('utf8') ?? '{}') as Record<string, unknown>)[key];
    return Array.isArray(list) ? list.filter(isReference) : [];
  } catch {
    return [];
  }
}

function isReference(value: unknown): value is Reference {
  const { path, sha256 } = (value ?? {}) as Partial<Record<keyof Reference, unknown>>;
  return (
    typeof path === 'string' &&
    path.startsWith('attestations/') &&
    !path.includes('..') &&
    typeof sha256 === 'string'
  );
}
