import type { Dataset } from '../../../evidence/dataset.ts';
import {
  events,
  type OnePasswordAccess,
  type OnePasswordEvent,
  type OnePasswordUser,
  type OnePasswordVault,
  users,
  vaultAccess,
  vaults,
} from '../../../evidence/datasets/onepassword.ts';
import type { ControlInput, DatasetView } from '../../../judging/control.ts';

/** What one 1Password connection shows of vaults and who has them; null where the run holds no such dataset. */
export interface Snapshot {
  readonly connection: string;
  readonly vaults: DatasetView<OnePasswordVault> | null;
  readonly access: DatasetView<OnePasswordAccess> | null;
  /** Null too when no credential for the list of users is configured: states then come from the access list. */
  readonly users: DatasetView<OnePasswordUser> | null;
  /** Also where no credential for events is configured any more: what earlier nights saw of them still counts. */
  readonly events: DatasetView<OnePasswordEvent> | null;
}

/** One snapshot for each connection that collected vaults or their access lists. */
export function readSnapshots(input: ControlInput<unknown>): readonly Snapshot[] {
  const [lists, access] = [byConnection(input, vaults), byConnection(input, vaultAccess)];
  const [people, log] = [byConnection(input, users), byConnection(input, events)];
  return [...new Set([...lists.keys(), ...access.keys()])].map((connection) => ({
    connection,
    vaults: lists.get(connection) ?? null,
    access: access.get(connection) ?? null,
    users: configured(people.get(connection)),
    events: log.get(connection) ?? null,
  }));
}

function byConnection<Row extends object>(
  input: ControlInput<unknown>,
  dataset: Dataset<Row>,
): ReadonlyMap<string, DatasetView<Row>> {
  return new Map(input.views(dataset).map((view) => [view.document.connection, view]));
}

function configured<Row>(view: DatasetView<Row> | undefined): DatasetView<Row> | null {
  return view && view.document.problem?.code !== 'not-configured' ? view : null;
}
