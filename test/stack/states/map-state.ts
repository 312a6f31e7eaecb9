import type { Machine, State } from './prepared.ts';
import { atPath, filledIn } from './template.ts';

interface Service {
  readonly Resource: string;
  readonly Parameters: unknown;
}

/** A Distributed Map as it stands in a definition. */
export interface MapState extends State {
  readonly ItemProcessor: Machine & { readonly ProcessorConfig: { readonly ExecutionType?: string } };
  readonly ItemsPath?: string;
  readonly ItemSelector?: unknown;
  readonly Parameters?: unknown;
  readonly ItemReader?: Service & {
    readonly ReaderConfig?: {
      readonly InputType?: string;
      readonly ItemsPointer?: string;
      readonly MaxItems?: number;
    };
  };
  readonly ResultWriter?: Service;
  readonly ItemBatcher?: unknown;
  readonly MaxConcurrency?: number;
  readonly MaxConcurrencyPath?: string;
  readonly ToleratedFailureCount?: number;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number;
  readonly ToleratedFailurePercentagePath?: string;
}

/** How a Map Run goes, with what its state takes from its input filled in. */
export interface Settings {
  /** 0 for as many as there may be. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly writer: { readonly Bucket: string; readonly Prefix?: string } | null;
}

/** Throws for what this interpreter does not know, rather than leaving it out. */
export function refuseUnknown({ ItemBatcher, ItemReader, ResultWriter, ItemProcessor }: MapState): void {
  const unknown = [
    ItemBatcher === undefined ? '' : 'ItemBatcher',
    ['STANDARD', undefined].includes(ItemProcessor.ProcessorConfig.ExecutionType) ? '' : 'EXPRESS children',
    ItemReader && !ItemReader.Resource.endsWith(':s3:getObject') ? ItemReader.Resource : '',
    ResultWriter && !('Resource' in ResultWriter) ? 'a ResultWriter without a bucket' : '',
    ResultWriter && 'WriterConfig' in ResultWriter ? 'WriterConfig' : '',
  ].filter((one) => one !== '');
  if (unknown.length > 0) throw new Error(`Nobody here knows how to run ${unknown.join(', ')}.`);
}

export async function settingsOf(state: MapState, input: unknown, context: object): Promise<Settings> {
  const number = async (fixed: number | undefined, path: string | undefined): Promise<number> =>
    path === undefined ? (fixed ?? 0) : Number(await atPath(path, input, context));
  const { ResultWriter } = state;
  return {
    maxConcurrency: await number(state.MaxConcurrency, state.MaxConcurrencyPath),
    toleratedFailureCount: await number(state.ToleratedFailureCount, state.ToleratedFailureCountPath),
    toleratedFailurePercentage: await number(
      state.ToleratedFailurePercentage,
      state.ToleratedFailurePercentagePath,
    ),
    writer: ResultWriter
      ? ((await filledIn(ResultWriter.Parameters, input, context)) as Settings['writer'])
      : null,
  };
}

/** Whether so many failures end the run: the first threshold of those that are set and not 0, or any failure where none is. */
export function isTooMany(settings: Settings, failed: number, total: number): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = settings;
  if (count === 0 && percentage === 0) return failed > 0;
  return (count > 0 && failed > count) || (percentage > 0 && (failed / total) * 100 > percentage);
}
