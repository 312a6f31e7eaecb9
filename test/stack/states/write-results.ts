import type { Child } from './child.ts';
import type { Settings } from './map-state.ts';
import type { Objects } from './objects.ts';
import { StatesError } from './payload.ts';

type Kind = 'FAILED' | 'PENDING' | 'SUCCEEDED';

interface ResultFile {
  readonly Key: string;
  readonly Size: number;
}

export interface Written {
  /** What the state gives. */
  readonly details: { readonly Bucket: string; readonly Key: string };
  /** Of this attempt and those before it. */
  readonly succeeded: readonly ResultFile[];
}

export interface Attempt {
  readonly mapRunArn: string;
  readonly redriveCount: number;
  readonly children: readonly Child[];
  /** Those that had succeeded in an attempt before: their files stand. */
  readonly before: readonly Child[];
  readonly succeededBefore: readonly ResultFile[];
}

/**
 * Writes what a ResultWriter without a format writes: children by how they ended, each with its input and output as JSON in
 * a string, and a manifest. That of the successful is there in any case; those of others only with something in it. After
 * a redrive below `Redrive-<count>/`, with a manifest that goes on naming the earlier successes.
 */
export async function writeResults(
  writer: NonNullable<Settings['writer']>,
  attempt: Attempt,
  objects: Objects,
): Promise<Written> {
  const { mapRunArn, redriveCount, children, before, succeededBefore } = attempt;
  const { Bucket, Prefix } = writer;
  const redrive = redriveCount === 0 ? [] : [`Redrive-${redriveCount}`];
  const folder = [Prefix?.replace(/\/$/, ''), mapRunArn.split(':').at(-1), ...redrive]
    .filter(Boolean)
    .join('/');
  const kinds: Record<Kind, Child[]> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  for (const child of children) if (!before.includes(child)) kinds[kindOf(child)].push(child);
  const write = async (name: string, value: unknown): Promise<ResultFile> => {
    const text = JSON.stringify(value);
    await objects.write(Bucket, `${folder}/${name}`, text);
    return { Key: `${folder}/${name}`, Size: Buffer.byteLength(text) };
  };
  const files: Record<Kind, ResultFile[]> = { FAILED: [], PENDING: [], SUCCEEDED: [...succeededBefore] };
  try {
    for (const [kind, ended] of Object.entries(kinds) as [Kind, Child[]][])
      if (kind === 'SUCCEEDED' || ended.length > 0)
        files[kind].push(
          await write(
            `${kind}_0.json`,
            ended.map((child) => child.record),
          ),
        );
    await write('manifest.json', { DestinationBucket: Bucket, MapRunArn: mapRunArn, ResultFiles: files });
  } catch (error) {
    throw new StatesError('States.ResultWriterFailed', (error as Error).message);
  }
  return { details: { Bucket, Key: `${folder}/manifest.json` }, succeeded: files.SUCCEEDED };
}

function kindOf({ status }: Child): Kind {
  return status === 'PENDING' || status === 'SUCCEEDED' ? status : 'FAILED';
}
