import { declaredCollector } from '../../../declared/collect/collector.ts';
import { connector } from '../../../declared/collect/connect.ts';
import { placeOf, readDeclared } from '../../../declared/collect/read.ts';
import type { ProviderDeclaration } from '../../../declared/declaration.ts';
import type { SettingValues } from '../../../declared/settings.ts';
import { policies } from '../../../evidence/datasets/entra.ts';
import { collectBy, result } from '../../follow.ts';
import { probeDataset } from '../../probe-dataset.ts';
import type { Provider } from '../../provider.ts';
import { type ConnectionReader, type Question, type ReaderInput, reads } from '../../reader.ts';
import { entra } from '../declaration.ts';
import { manifest } from '../manifest.ts';
import { probePolicies, readPolicies } from './read-policies.ts';

export const collector = entraCollector(entra);

/** As it is declared, with policies beside. */
export function entraCollector(declaration: ProviderDeclaration): Provider<SettingValues> {
  const declared = declaredCollector(declaration);
  const read = (input: ReaderInput<SettingValues>): ConnectionReader<Question> => [
    reads(policies, () => readPolicies(placeOf(declaration, input))),
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
        await probeDataset(session, policies, (sink) => result(probePolicies(place), connect(sink))),
        ...(await declared.probe(session)),
      ];
    },
  };
}
