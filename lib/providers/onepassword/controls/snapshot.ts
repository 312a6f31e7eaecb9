import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordUser,
  OnePasswordVault,
} from '../../../evidence/datasets/onepassword.ts';
import type { ControlInput, DatasetView } from '../../../judging/control.ts';

/** What one 1Password connection shows of vaults and who has them; null where the run holds no such dataset. */
export interface Snapshot {
  readonly connection: string;
  readonly vaults: DatasetView<OnePasswordVault> | null;
  readonly access: DatasetView<OnePasswordAccess> | null;
  /** Null too when no credential for the list of users is configured: states then come from the access list. */
  readonly users: DatasetView<OnePasswordUser> | null;
  /** Null too when no credential for events is configured. */
  readonly events: DatasetView<OnePasswordEvent> | null;
}

/** One snapshot for each connection that collected vaults or their access lists. */
export function readSnapshots(input: ControlInput<unknown>): readonly Snapshot[] {
  const vaults = viewsOf<OnePasswordVault>(input, 'vaults');
  const access = viewsOf<OnePasswordAccess>(input, 'vault-access');
  const users = viewsOf<OnePasswordUser>(input, 'users');
  const events = viewsOf<OnePasswordEvent>(input, 'events');
  return [...new Set([...vaults.keys(), ...access.keys()])].map((connection) => ({
    connection,
    vaults: vaults.get(connection) ?? null,
    access: access.get(connection) ?? null,
    users: configured(users.get(connection)),
    events: configured(events.get(connection)),
  }));
}

function viewsOf<Row>(input: ControlInput<unknown>, dataset: string): Map<string, DatasetView<Row>> {
  const views = input.datasets<Row>('onepassword', dataset);
  return new Map(views.map((view) => [view.document.connection, view]));
}

function configured<Row>(view: DatasetView<Row> | undefined): DatasetView<Row> | null {
  return view && view.document.problem?.code !== 'not-configured' ? view : null;
}
