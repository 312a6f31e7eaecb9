import { canonicalDocument } from '../../evidence/canonical.ts';
import { runFolder, runOfFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { storeOnce } from '../../runs/write-once.ts';

/** That people were notified of a night, and by which message. Written after delivery: what was not delivered goes out with a later night. */
export interface DeliveryReceipt {
  readonly schema: 'exhibit/told/v1';
  readonly run: string;
  /** The message's id; null when there was nothing to say. */
  readonly alert: string | null;
  /** Earlier nights that it spoke of as well. */
  readonly covered: readonly string[];
}

/** Whose receipts: each channel that notifies by itself has its own. Those of the first lie at the top. */
export type ReceiptsOf = 'webhook' | null;

/** Stores the receipt of a night. One that is there stays. */
export async function storeReceipt(locker: Locker, by: ReceiptsOf, receipt: DeliveryReceipt): Promise<void> {
  await storeOnce(locker, keyOf(by, receipt.run), canonicalDocument(receipt));
}

export function isNotified(locker: Locker, by: ReceiptsOf, run: string): Promise<boolean> {
  return locker.exists(keyOf(by, run));
}

/** The newest night before this one that people were notified of; null when there is none. */
export async function lastNotified(locker: Locker, by: ReceiptsOf, run: string): Promise<string | null> {
  const names = await locker.names(`${folderOf(by)}/`);
  const runs = names.map((name) => runOfFolder(name.replace(/\.json$/, ''))).filter((one) => one !== null);
  return runs.filter((one) => one < run).at(-1) ?? null;
}

function keyOf(by: ReceiptsOf, run: string): string {
  return `${folderOf(by)}/${runFolder(run).slice('runs/'.length)}.json`;
}

function folderOf(by: ReceiptsOf): string {
  return by === null ? 'alerts' : `alerts/${by}`;
}
