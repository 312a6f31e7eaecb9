import { dirname, resolve } from 'node:path';
import type { KnownParts, KnownProviders, OwnModule } from './configuration.ts';
import type { Report } from './report.ts';
import { listOf, recordOf, textOf } from './unchecked-configuration.ts';

/** What the connections' own files declare, before the rest of the configuration is looked at. */
export interface OwnProviders {
  readonly modules: readonly OwnModule[];
  /** The configuration's values with the declared ids in the place of files. */
  readonly value: unknown;
  /** By connection. */
  readonly faults: readonly { readonly connection: number; readonly message: string }[];
}

/** Whether a connection's `provider` is a company's own file, and no id. */
export function isOwnFile(provider: string): boolean {
  return /[/\\]|\.[cm]?[jt]s$/.test(provider);
}

/** Reads each file that connections name once. @param file the configuration's, which files are relative to */
export function readOwnProviders(
  value: unknown,
  file: string,
  known: KnownParts | KnownProviders,
): OwnProviders {
  const faults: { connection: number; message: string }[] = [];
  const read = reader(dirname(resolve(file)), known);
  const connections = listOf(recordOf(value).connections).map((connection, index): unknown => {
    const named = textOf(recordOf(connection).provider);
    if (named === undefined || !isOwnFile(named)) return connection;
    const found = read.one(named);
    if (typeof found !== 'string') return { ...recordOf(connection), provider: found.said.id };
    if (found !== '') faults.push({ connection: index, message: found });
    return connection;
  });
  const modules = read.all();
  return { modules, faults, value: modules.length > 0 ? { ...recordOf(value), connections } : value };
}

/** A text says what is wrong; an empty one, that such files are another's business here. */
function reader(folder: string, known: KnownParts | KnownProviders) {
  const found = new Map<string, OwnModule | string>();
  const all = () => [...found.values()].flatMap((one) => (typeof one === 'string' ? [] : one));
  const load = (file: string): OwnModule | string => {
    const { isPart, own } = known as KnownProviders;
    if (!own) return isPart ? '' : 'is a file of your own, which is not looked at here — name a provider';
    if (!file.endsWith('.mjs')) return 'is not a module — name a file that ends in .mjs';
    try {
      const made = own(file);
      if (made === null) return '';
      const { id } = made.said;
      if (known.providers.some((one) => one.id === id))
        return `declares ${id}, and Exhibit has a provider of this id — choose another id`;
      if (all().some(({ said }) => said.id === id))
        return `declares ${id}, as another file does — choose another id`;
      return made;
    } catch (error) {
      if (error instanceof Error && error.name === 'OwnProviderError') return error.message;
      throw error;
    }
  };
  const one = (named: string): OwnModule | string => {
    const file = resolve(folder, named);
    const made = found.get(file) ?? load(file);
    found.set(file, made);
    return made;
  };
  return { all, one };
}

export function reportOwnProviders(report: Report, { faults }: OwnProviders): void {
  for (const { connection, message } of faults)
    report.add('invalid-provider', ['connections', connection, 'provider'], message);
}
