import type { ListedFile, LockerReader } from './reader.ts';
import { problem, type VerifyProblem } from './result.ts';

interface Reference {
  readonly path: string;
  readonly sha256: string;
}

/** What sealed runs say lies at a path: one hash, or more where they contradict each other. */
type Named = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * People's words lie outside the runs, because they are recorded between them; each run's findings name them with
 * their hashes, and the run's seal covers the findings. An attestation that no run has named yet is held to its own name, which
 * ends with its hash.
 * @param runs folders of the runs whose findings are believed
 */
export async function checkAttestations(
  reader: LockerReader,
  runs: readonly string[],
): Promise<readonly VerifyProblem[]> {
  const attestations = await namedByRuns(reader, runs);
  const listed = await attestationFiles(reader);
  const texts = listed.filter(({ path, regular }) => regular && path.endsWith('.json'));
  const files = await namedIn(reader, 'files', [
    ...new Set([...attestations.keys(), ...texts.map(({ path }) => path)]),
  ]);
  const others = listed.filter(({ path }) => !attestations.has(path) && !files.has(path));
  return [
    ...(await compare(reader, attestations)),
    ...(await compare(reader, files)),
    ...(await checkUnnamed(
      reader,
      others.filter(({ regular }) => regular).map(({ path }) => path),
    )),
    ...others.filter(({ regular }) => !regular).map(({ path }) => unlistedFile(path)),
  ];
}

/**
 * What nobody of these runs speaks of: a locker may hold words that the next run will name, and an excerpt of one may not,
 * because nothing vouches for them but their own names.
 * @param runs folders of the runs whose findings are believed
 */
export async function attestationsOfNoRun(
  reader: LockerReader,
  runs: readonly string[],
): Promise<readonly VerifyProblem[]> {
  const attestations = await namedByRuns(reader, runs);
  const files = await namedIn(reader, 'files', [...attestations.keys()]);
  const listed = await attestationFiles(reader);
  return listed
    .filter(({ path }) => !attestations.has(path) && !files.has(path))
    .map(({ path }) => problem('unlisted', path, 'No run of the period names this.'));
}

/** Where people's words lie: reviews have a folder of their own. */
export const attestationFolders = ['attestations', 'reviews'] as const;

async function attestationFiles(reader: LockerReader): Promise<readonly ListedFile[]> {
  const lists = await Promise.all(attestationFolders.map((folder) => reader.files(folder)));
  return lists.flat();
}

function namedByRuns(reader: LockerReader, runs: readonly string[]): Promise<Named> {
  return namedIn(
    reader,
    'attestations',
    runs.map((run) => `${run}/findings.json`),
  );
}

async function namedIn(reader: LockerReader, key: string, documents: readonly string[]): Promise<Named> {
  const named = new Map<string, Set<string>>();
  for (const document of documents)
    for (const { path, sha256: hash } of referencesIn(await reader.read(document), key))
      named.set(path, (named.get(path) ?? new Set()).add(hash));
  return named;
}

async function compare(reader: LockerReader, named: Named): Promise<VerifyProblem[]> {
  const facts = await reader.hash([...named.keys()]);
  return facts.flatMap(({ path, sha256: found }) => {
    const [wanted, ...others] = named.get(path) ?? [];
    if (found === null) return [problem('missing', path, 'A sealed run names this, and it is not there.')];
    if (others.length > 0)
      return [
        problem('modified', path, 'This was changed between two nights: sealed runs name it differently.'),
      ];
    return found === wanted ? [] : [problem('modified', path, 'This is not what a sealed run named.')];
  });
}

const attestationName = /^(?:attestations\/[^/]+|reviews)\/[^/]+-([0-9a-f]{12})\.json$/;
const fileName = /^(?:attestations\/[^/]+|reviews)\/files\/([0-9a-f]{64})$/;

/** What no run has named yet: recorded since, or put there by somebody. */
async function checkUnnamed(reader: LockerReader, paths: readonly string[]): Promise<VerifyProblem[]> {
  const facts = await reader.hash(paths);
  return facts.flatMap(({ path, sha256: found }) => {
    if (found === null) return [];
    const wanted = attestationName.exec(path)?.[1] ?? fileName.exec(path)?.[1];
    if (wanted === undefined) return [unlistedFile(path)];
    if (found.startsWith(wanted)) return [];
    return [problem('modified', path, 'This is not what was recorded: its name ends with another hash.')];
  });
}

function unlistedFile(path: string): VerifyProblem {
  return problem(
    'unlisted',
    path,
    'This is not an attestation that `exhibit attest` or `exhibit review` recorded, nor a file of one.',
  );
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
  const { path, sha256: hash } = (value ?? {}) as Partial<Record<keyof Reference, unknown>>;
  return (
    typeof path === 'string' &&
    attestationFolders.some((folder) => path.startsWith(`${folder}/`)) &&
    !path.includes('..') &&
    typeof hash === 'string'
  );
}
