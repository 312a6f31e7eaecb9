import type { Problem } from '../../../evidence/problem.ts';
import type { Reading } from '../../reader.ts';
import type { OnePasswordRequest } from './requests.ts';

/** What a source of vaults says for one dataset. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

/** A thousand vaults with the same fault need not be named one by one. */
const shownProblems = 10;

export function* partRead<Row>({ problems, rows }: Part<Row>): Reading<Row, OnePasswordRequest> {
  yield { records: rows };
  for (const problem of problems.slice(0, shownProblems)) yield { problem };
  const others = problems.slice(shownProblems);
  if (others[0])
    yield {
      problem: { code: others[0].code, message: `1Password: and ${others.length} more such problems.` },
    };
}
