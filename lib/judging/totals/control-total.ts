import type { AnyDataset } from '../../evidence/dataset.ts';
import type { ControlInput } from '../control.ts';
import { type Explanation, type Reconciliation, reconcile, type Tally, type TotalKind } from './reconcile.ts';

/** A count of accounts that does not come from their list, so that a list that is empty or short of some is told. */
export interface ControlTotal {
  /** That holds the count. */
  readonly dataset: AnyDataset;
  /** Others that hold a further one, where the configuration asks for it. Default: none. */
  readonly alsoIn?: readonly AnyDataset[];
  readonly kind: TotalKind;
  /** What is counted, for a sentence: `IAM users`. */
  readonly what: string;
  /** What counts it, for a sentence: `The account summary`. */
  readonly by: string;
  readonly of: (input: Pick<ControlInput, 'views'>, connection: string) => Counted;
}

/** The datasets that hold a count, or a part of it. */
export function datasetsOf({ alsoIn = [], dataset }: ControlTotal): readonly AnyDataset[] {
  return [dataset, ...alsoIn];
}

/** What was counted; or why nothing was: then the list stands without a count, and nothing is confirmed. */
export type Counted =
  | {
      readonly tallies: readonly Tally[];
      readonly explanations?: readonly Explanation[];
      readonly not?: undefined;
    }
  | { readonly not: string; readonly tallies?: undefined };

/** A list held against its count; a sentence where there was none. */
export function reconciled(
  total: ControlTotal,
  input: Pick<ControlInput, 'views'>,
  connection: string,
): Reconciliation | string {
  const counted = total.of(input, connection);
  if (counted.tallies === undefined) return counted.not;
  return reconcile(total.kind, counted.tallies, counted.explanations ?? []);
}
