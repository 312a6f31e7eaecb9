import type { AnyDataset } from '../evidence/dataset.ts';
import type { EvidenceDocument } from '../evidence/document.ts';

/** A dataset that a control reads. */
export interface Need {
  readonly dataset: AnyDataset;
  /** The one connection that is read; by default every one of the provider. */
  readonly connection?: string;
  /** Read where there is one, but its absence does not bar a pass. The control decides and says so. */
  readonly optional?: true;
  /** Asked for only where its provider is connected; there it must be whole like any other. */
  readonly ifConnected?: true;
  /** Asked for only by some configurations; where it was, it must be whole like any other. */
  readonly ifAsked?: true;
}

/** A dataset that is read where there is one; its absence does not bar a pass, and the control says what follows. */
export function optional(dataset: AnyDataset): Need {
  return { dataset, optional: true };
}

/** A dataset that must be whole where its provider is connected at all, or where its connection is asked for it. */
export function ifConnected(dataset: AnyDataset): Need {
  return dataset.onlyFor === null ? { dataset, ifConnected: true } : ifAsked(dataset);
}

/** A dataset that must be whole wherever a connection is asked for it. */
export function ifAsked(dataset: AnyDataset): Need {
  return { dataset, ifAsked: true };
}

/** Needs as they are written, where a dataset stands for one that must be whole. */
export function needsOf(written: readonly (AnyDataset | Need)[]): readonly Need[] {
  return written.map((one) => ('dataset' in one ? one : { dataset: one }));
}

/** Whether a document is of a dataset. */
export function isOf(
  { provider, dataset }: Pick<EvidenceDocument, 'provider' | 'dataset'>,
  of: Pick<AnyDataset, 'provider' | 'name'>,
): boolean {
  return provider === of.provider && dataset === of.name;
}

/** Whether a document is one that a control needs. */
export function isOfNeed(document: EvidenceDocument, { dataset, connection }: Need): boolean {
  return (connection === undefined || document.connection === connection) && isOf(document, dataset);
}
