import type { DriftDocument } from '../../drift/event.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import { runFolder } from '../../locker/keys.ts';
import { readAttestations } from '../../runs/attestations.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { storeBeside, storeOnce } from '../../runs/write-once.ts';
import { datasetsOfRun } from '../plan/plan.ts';
import { standardOf } from '../plan/standard.ts';
import type { StepContext } from '../run-context.ts';
import { type Conclusion, concludeFrom } from './conclusion.ts';

/**
 * Judges what was collected and says what changed since the last sealed run. Stores `findings.ndjson`,
 * `drift.json` and, last, `findings.json`, which names the other two; a run that has it is left as it is.
 */
export async function conclude(context: StepContext, earlier: readonly string[]): Promise<FindingsDocument> {
  const { collector, configuration, locker, now, run, scratch } = context;
  const done = await readFindings(locker, run);
  if (done) return done;
  const attestations = await readAttestations(locker);
  const [standard, datasets] = [await standardOf(context), await datasetsOfRun(context)];
  const source = { collector, datasets, earlier, locker, now, run, scratch, standard };
  const { body, drift, file } = await concludeFrom(source);
  // Judging may have taken long. Where another attempt was quicker, its findings stand, and the run may be closed by now.
  const others = await readFindings(locker, run);
  if (others) return others;
  const document: FindingsDocument = {
    ...body,
    configuration: { sha256: configuration.sha256 },
    attestations: attestations.map(({ path, sha256, attestation: { control, by, at, expires } }) => {
      return { path, sha256, control, by, at, expires };
    }),
    findings: await storeFindings(context, file),
    drift: await storeDrift(context, drift),
  };
  await storeOnce(locker, `${runFolder(run)}/findings.json`, canonicalDocument(document));
  return document;
}

async function storeFindings(
  { locker, run }: StepContext,
  { path, ...written }: Conclusion['file'],
): Promise<FindingsDocument['findings']> {
  const folder = runFolder(run);
  const key = await storeBeside(locker, `${folder}/findings`, 'ndjson', {
    file: path,
    sha256: written.sha256,
  });
  return { path: key.slice(folder.length + 1), ...written, order: findingsOrder };
}

/** How the lines of findings lie. */
export const findingsOrder = 'control, subject';

async function storeDrift(
  { locker, run }: StepContext,
  drift: DriftDocument,
): Promise<FindingsDocument['drift']> {
  const folder = runFolder(run);
  const bytes = Buffer.from(canonicalDocument(drift));
  const key = await storeBeside(locker, `${folder}/drift`, 'json', { bytes });
  const sha256 = sha256Of(bytes);
  return { path: key.slice(folder.length + 1), sha256, bytes: bytes.length };
}
