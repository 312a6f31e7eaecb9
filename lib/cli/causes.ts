import { manifests } from '../providers/manifests.ts';
import { inert, wrap } from './text.ts';

/** Something that one dataset of a connection does not show. */
export interface Trouble {
  readonly connection: string;
  readonly dataset: string;
  readonly message: string;
}

/** What one cause brought about is said once, in its first words; where else it was met follows by name. */
export function causeLines(troubles: readonly Trouble[], columns: number, indent = ''): string[] {
  const groups = Map.groupBy(troubles, cause);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const [place, ...others] = placesOf(group);
    const said = wrap(`${indent}${inert(place ?? '')}: ${inert(first.message)}`, columns, `${indent}    `);
    if (others.length === 0) return [said];
    return [said, wrap(`${indent}    The same for ${inert(others.join(', '))}.`, columns, `${indent}    `)];
  });
}

/** Whom it was asked of, at which address, how often and for what, is no part of why it was not answered. */
function cause({ message, dataset }: Trouble): string {
  const provider = manifests.find(({ title }) => message.startsWith(`${title} `));
  return message
    .slice(provider?.title.length ?? 0)
    .replaceAll(/(\b[A-Z]+ )?\b[a-z]+:\/\/\S+|,? ?\d+ attempts?/g, '')
    .replaceAll(dataset, '');
}

/** Each connection once, with its datasets. */
function placesOf(group: readonly Trouble[]): string[] {
  return [...Map.groupBy(group, ({ connection }) => connection)].map(([connection, troubles]) => {
    const datasets = [...new Set(troubles.map(({ dataset }) => dataset))];
    return datasets.length > 3
      ? `${connection} (${datasets.length} datasets)`
      : `${connection}/${datasets.join(`, ${connection}/`)}`;
  });
}
