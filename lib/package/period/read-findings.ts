import type { Locker } from '../../locker/locker.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { shortFile } from '../read-short-file.ts';

/** A run's `findings.json`, already held against its seal; null when it is not one that this version can read. */
export async function readBelieved(
  locker: Pick<Locker, 'read' | 'pathOf'>,
  folder: string,
  run: string,
): Promise<FindingsDocument | null> {
  const document = parse(await shortFile(locker, `${folder}/findings.json`));
  const { schema, controls, datasets } = (document ?? {}) as Partial<FindingsDocument>;
  const whole = schema === 'exhibit/findings/v1' && Array.isArray(controls) && Array.isArray(datasets);
  return whole && document?.run === run ? document : null;
}

function parse(bytes: Buffer | null): FindingsDocument | null {
  try {
    return bytes && (JSON.parse(bytes.toString('utf8')) as FindingsDocument);
  } catch {
    return null;
  }
}
