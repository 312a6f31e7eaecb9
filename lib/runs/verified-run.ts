import type { EvidenceDocument } from '../evidence/document.ts';
import { sha256Of } from '../evidence/sha256.ts';
import type { DatasetView } from '../judging/control.ts';
import { datasetView } from '../judging/dataset-view.ts';
import { hashOfFile } from '../locker/file-hash.ts';
import { fileRecords } from '../locker/file-lines.ts';
import { runFolder } from '../locker/keys.ts';
import type { Locker } from '../locker/locker.ts';
import { chainHead, type SealFile, sealOfRun } from '../seal/chain.ts';
import { parseSums, sumsName } from '../seal/sums.ts';
import { ringInLocker, ringOf } from '../seal/verify/keys.ts';
import { checkSeals } from '../seal/verify/seals.ts';
import type { DatasetResult, FindingsDocument } from './findings-document.ts';
import { ReviewError } from './review-error.ts';
import { sealedRuns } from './run-history.ts';

/** A sealed run whose evidence is read through its list, so that nothing comes out that is not what was sealed. */
export interface VerifiedRun {
  readonly run: string;
  readonly seal: Pick<SealFile, 'sequence' | 'path' | 'sha256'>;
  /** `given`: a key that the configuration trusts made the seal. `locker`: one that lies in the locker did. */
  readonly trust: 'given' | 'locker';
  readonly findings: FindingsDocument;
  readonly datasets: readonly VerifiedDataset[];
}

export interface VerifiedDataset {
  readonly result: DatasetResult;
  readonly view: DatasetView;
}

/**
 * Opens a sealed run: the last one, or that of the name. The signature of its seal, its list, and each file that is
 * read are checked. Throws `ReviewError` for a run that is not there or does not hold.
 * @param trustedKeys public keys (PEM); without any, those in the locker are believed
 */
export async function openVerifiedRun(
  locker: Locker,
  wanted: string | null,
  trustedKeys: readonly string[],
): Promise<VerifiedRun> {
  const run = wanted ?? (await sealedRuns(locker, { last: 1 }))[0];
  if (run === undefined) throw new ReviewError('No night has been sealed yet. Run `exhibit run` first.');
  const seal = await sealOfRun(locker, run, await chainHead(locker));
  if (!seal) throw new ReviewError(`There is no sealed run ${run}. \`exhibit status\` shows the last one.`);
  const files = await sealedFiles(locker, run, seal, trustedKeys);
  const findings = JSON.parse((await files.bytes('findings.json')).toString('utf8')) as FindingsDocument;
  const datasets: VerifiedDataset[] = [];
  for (const result of findings.datasets) datasets.push(await datasetOf(result, files));
  const { sequence, path, sha256: hash } = seal;
  const trust = trustedKeys.length > 0 ? 'given' : 'locker';
  return { run, seal: { sequence, path, sha256: hash }, trust, findings, datasets };
}

/** The files of a run, each held against the list before it is given. Paths are relative to the run's folder. */
interface SealedFiles {
  readonly bytes: (path: string) => Promise<Buffer>;
  readonly local: (path: string) => Promise<string>;
}

async function sealedFiles(
  locker: Locker,
  run: string,
  seal: SealFile,
  trustedKeys: readonly string[],
): Promise<SealedFiles> {
  const [checked] = checkSeals([seal], await ringFor(locker, trustedKeys));
  if (checked?.problem) throw broken(seal.path, checked.problem.message);
  const folder = runFolder(run);
  const list = await locker.read(`${folder}/${sumsName}`);
  if (!list || sha256Of(list) !== seal.statement?.subject[0].digest.sha256)
    throw broken(`${folder}/${sumsName}`, 'It is not the list that was sealed.');
  const sums = new Map(parseSums(list).map((sum) => [sum.path, sum.sha256]));
  const local = async (path: string): Promise<string> => {
    const key = `${folder}/${path}`;
    const file = await locker.local(key);
    if (file === null) throw broken(key, 'It is missing.');
    if ((await hashOfFile(file)) !== sums.get(path)) throw broken(key, 'It is not what was sealed.');
    return file;
  };
  const bytes = async (path: string): Promise<Buffer> => {
    const key = `${folder}/${path}`;
    const content = await locker.read(key);
    if (content === null) throw broken(key, 'It is missing.');
    if (sha256Of(content) !== sums.get(path)) throw broken(key, 'It is not what was sealed.');
    return content;
  };
  return { bytes, local };
}

async function ringFor(locker: Locker, trustedKeys: readonly string[]) {
  if (trustedKeys.length > 0) return ringOf(trustedKeys);
  const names = await locker.names('keys/');
  const files = await Promise.all(
    names.map(async (name) => ({ path: `keys/${name}`, bytes: await locker.read(`keys/${name}`) })),
  );
  return ringInLocker(files.flatMap(({ path, bytes }) => (bytes ? [{ path, bytes }] : [])));
}

function broken(key: string, what: string): ReviewError {
  return new ReviewError(
    `${key} is not valid: ${what} A review is prepared from sealed evidence only. \`exhibit verify\` names all that is wrong.`,
  );
}

async function datasetOf(result: DatasetResult, files: SealedFiles): Promise<VerifiedDataset> {
  const { connection, dataset } = result;
  const text = (await files.bytes(`${connection}/${dataset}.json`)).toString('utf8');
  const document = JSON.parse(text) as EvidenceDocument;
  const path = document.records && (await files.local(`${connection}/${document.records.path}`));
  const records = () => (path ? fileRecords(path) : []);
  return { result, view: datasetView(document, records) };
}
