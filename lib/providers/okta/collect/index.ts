import { declaredCollector } from '../../../declared/collect/collector.ts';
import { connector } from '../../../declared/collect/connect.ts';
import { placeOf, readDeclared } from '../../../declared/collect/read.ts';
import type { SettingValues } from '../../../declared/settings.ts';
import { policies } from '../../../evidence/datasets/okta.ts';
import { collectBy, result } from '../../follow.ts';
import { probeDataset } from '../../probe-dataset.ts';
import type { Provider } from '../../provider.ts';
import { type ConnectionReader, type Question, type ReaderInput, reads } from '../../reader.ts';
import { okta } from '../declaration.ts';
import { manifest } from '../manifest.ts';
import { probePolicies, readPolicies } from './read-policies.ts';

const declared = declaredCollector(okta);

/** As it is declared, with policies beside. */
export const collector: Provider<SettingValues> = {
  ...declared,
  ...manifest,
  read,
  collect: (session) => collectBy(session, read(session), connector(okta, session)),
  async probe(session) {
    const connect = connector(okta, session);
    const place = placeOf(okta, session);
    return [
      await probeDataset(session, policies, (sink) => result(probePolicies(place), connect(sink))),
      ...(await declared.probe(session)),
    ];
  },
};

function read(input: ReaderInput<SettingValues>): ConnectionReader<Question> {
  return [reads(policies, () => readPolicies(placeOf(okta, input))), ...readDeclared(okta, input)];
}
