import type { MapState } from './map-state.ts';
import type { Objects } from './objects.ts';
import { StatesError } from './payload.ts';
import { atPath, filledIn } from './template.ts';

/** What a Map Run goes over, and what `$$.Map.Item.Source` says of where it comes from. */
export interface Items {
  readonly items: readonly unknown[];
  readonly source: string;
}

/** Reads the items from S3 or from the state's input. Throws `States.ItemReaderFailed` where they cannot be had. */
export async function readItems(
  { ItemReader, ItemsPath }: MapState,
  input: unknown,
  context: object,
  objects: Objects,
): Promise<Items> {
  if (!ItemReader)
    return {
      items: listed(ItemsPath ? await atPath(ItemsPath, input, context) : input),
      source: 'STATE_DATA',
    };
  const filled = await filledIn(ItemReader.Parameters, input, context);
  const { Bucket, Key } = filled as { readonly Bucket: string; readonly Key: string };
  const { InputType = '', ItemsPointer, MaxItems } = ItemReader.ReaderConfig ?? {};
  try {
    const items = listed(itemsIn(await objects.read(Bucket, Key), InputType, ItemsPointer));
    return { items: items.slice(0, MaxItems), source: `s3://${Bucket}/${Key}` };
  } catch (error) {
    throw new StatesError('States.ItemReaderFailed', (error as Error).message);
  }
}

function itemsIn(text: string, type: string, pointer: string | undefined): unknown {
  if (type === 'JSONL')
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
  if (type !== 'JSON') throw new Error(`Nobody here knows how to read items from ${type}.`);
  const steps = (pointer ?? '').split('/').slice(1);
  return steps.reduce<unknown>((at, step) => Object(at)[step], JSON.parse(text));
}

function listed(items: unknown): readonly unknown[] {
  if (Array.isArray(items)) return items;
  throw new Error('Attempting to map over non-iterable node.');
}
