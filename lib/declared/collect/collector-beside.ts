import type { Dataset } from '../../evidence/dataset.ts';
import { collectBy, result } from '../../providers/follow.ts';
import { probeDataset } from '../../providers/probe-dataset.ts';
import type { Provider, ProviderManifest } from '../../providers/provider.ts';
import {
  type ConnectionReader,
  type ProviderRequest,
  type ReaderInput,
  type Reading,
  reads,
} from '../../providers/reader.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import type { SettingValues } from '../settings.ts';
import { declaredCollector } from './collector.ts';
import { connector } from './connect.ts';
import { placeOf, readDeclared } from './read.ts';
import type { Place } from './requests.ts';

/** A dataset that is read by hand beside what is declared, before it. */
export interface Beside<Row extends object> {
  readonly dataset: Dataset<Row>;
  /** Of a provider with this dataset among its own. */
  readonly manifest: ProviderManifest<SettingValues>;
  readonly read: (place: Place) => Reading<Row, ProviderRequest>;
  /** The smallest question that shows whether it can be read, and what is said where it can. */
  readonly probe: (place: Place) => Reading<never, ProviderRequest, string>;
}

/** A provider as its declaration says, with one dataset beside. */
export function collectorBeside<Row extends object>(
  declaration: ProviderDeclaration,
  { dataset, manifest, probe, read: readBeside }: Beside<Row>,
): Provider<SettingValues> {
  const declared = declaredCollector(declaration);
  const read = (input: ReaderInput<SettingValues>): ConnectionReader<ProviderRequest> => [
    reads(dataset, () => readBeside(placeOf(declaration, input))),
    ...readDeclared(declaration, input),
  ];
  return {
    ...declared,
    ...manifest,
    read,
    collect: (session) => collectBy(session, read(session), connector(declaration, session)),
    async probe(session) {
      const connect = connector(declaration, session);
      const place = placeOf(declaration, session);
      return [
        await probeDataset(session, dataset, (sink) => result(probe(place), connect(sink))),
        ...(await declared.probe(session)),
      ];
    },
  };
}
