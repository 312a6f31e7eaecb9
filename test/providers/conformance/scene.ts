import type { Services } from '../../../demo/services.ts';
import type { StandIn } from '../../../demo/stand-ins/serve/stand-in.ts';
import type { Configuration } from '../../../lib/config/configuration.ts';

/** What can be made to answer wrongly. */
export interface Spoilable {
  /** Servers, by the connection that asks them. */
  readonly standIns: Readonly<Record<string, Pick<StandIn, 'url' | 'misbehave'>>>;
  /** Of the made-up company, its name server included; null elsewhere. */
  readonly services: Services | null;
  /** Has the export of vaults spoilt so; null: there is none. */
  spoilExport(change: ((content: string) => string) | null): void;
}

/** A company with its providers running, in which nothing is wrong. */
export interface Scene extends Spoilable {
  readonly configuration: Configuration;
  /** What each connection signs in with. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Stores what people attested, in a locker's folder. */
  storeWords(place: string): Promise<void>;
  /** Lets time pass for what is kept between two nights. */
  beforeNight(): void;
  /** From now on every answer is right. */
  behave(): void;
  close(): Promise<void>;
}

/** Opens a scene whose files lie in `folder`. */
export type OpenScene = (folder: string, now: () => Date) => Promise<Scene>;
