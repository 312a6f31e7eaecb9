import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/google-workspace.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { scopes } from './access.ts';
import type { GoogleClient } from './client.ts';
import { collectGroups } from './collect-groups.ts';
import { collectOrgUnits, collectPolicies, collectUsers, type Learned } from './collect-lists.ts';
import { connector, tenantOf, withRemedy } from './connect.ts';

/** Collects the four datasets, each on its own, groups last because policies name them. */
export async function collect(session: CollectSession<Settings>): Promise<void> {
  const { settings } = session.connection;
  const connect = connector(session, scopes);
  const learned: Learned = { tenantId: null, policyGroups: new Set() };
  const collectOne = <Row extends object>(
    dataset: Dataset<Row>,
    work: (client: GoogleClient, sink: DatasetSink<Row>, learned: Learned) => Promise<void>,
  ) =>
    session.dataset(dataset, async (sink) => {
      const client = connect(sink);
      try {
        await withRemedy(dataset.name, settings.subject, work(client, sink, learned));
      } finally {
        sink.source({ tenant: tenantOf(settings, learned.tenantId) });
      }
    });

  await collectOne(datasets.orgUnits, collectOrgUnits);
  await collectOne(datasets.policies, collectPolicies);
  await collectOne(datasets.users, collectUsers);
  const wanted = () => new Set([...learned.policyGroups, ...session.needs.groups]);
  await collectOne(datasets.groups, (client, sink) => collectGroups(client, sink, wanted()));
}
