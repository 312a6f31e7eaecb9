import type { ReportModel } from '../../report/model.ts';
import type { ListedExceptions } from '../derive-controls.ts';
import type { Ids } from './terms.ts';

/** What the results are made of. */
export interface OscalSources {
  readonly model: ReportModel;
  /** By control. */
  readonly exceptions: ReadonlyMap<string, ListedExceptions>;
  /** SHA-256 of each file that lies in the package by then. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** With the UUIDs of this file. */
export interface OscalContext extends OscalSources {
  readonly id: Ids;
}

/** The time of a night (RFC 3339). */
export function runOf({ model }: Pick<OscalSources, 'model'>, night: number): string {
  return model.nights[night]?.run ?? model.made.at;
}
