import type { BitwardenGroup, BitwardenMember } from '../../../evidence/datasets/bitwarden.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { ListedCollection, ListedGroup } from './schema.ts';

/** A list as another dataset takes it; `problem` says why it is incomplete, null where it is. */
export interface Learned<Row> {
  rows: readonly Row[];
  problem: Problem | null;
}

/** What the lists tell of who has what. */
export interface Lists {
  readonly members: Learned<BitwardenMember>;
  readonly groups: Learned<ListedGroup & Pick<BitwardenGroup, 'members'>>;
  readonly collections: Learned<ListedCollection>;
}
