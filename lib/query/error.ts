import { ExhibitError } from '../error.ts';

/**
 * `command`: it is no question, or more than one. `damaged`: what it would be answered from is not what was sealed, or is not
 * there. `engine`: DuckDB is not installed.
 */
export type QueryErrorCode = 'command' | 'damaged' | 'engine';

export class QueryError extends ExhibitError<QueryErrorCode> {
  override readonly name = 'QueryError';
}
