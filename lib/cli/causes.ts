/** Something that one dataset of a connection does not show. */
export interface Trouble {
  readonly connection: string;
  readonly dataset: string;
  readonly message: string;
}

/** One cause, and every dataset that it kept from being seen. */
export interface Cause extends Omit<Trouble, 'dataset'> {
  readonly datasets: readonly string[];
}

/** What one cause brought about for several datasets of a connection is said once. */
export function causesOf(troubles: readonly Trouble[]): Cause[] {
  const groups = Map.groupBy(troubles, ({ connection, dataset, message }) =>
    JSON.stringify([connection, cause(message, dataset)]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, datasets: [...new Set(group.map(({ dataset }) => dataset))] }] : [];
  });
}

/** Which address was asked, how often and for what, is no part of why it did not answer. */
function cause(message: string, dataset: string): string {
  return message.replaceAll(/\b[a-z]+:\/\/\S+|,? ?\d+ attempts?/g, '').replaceAll(dataset, '');
}

/** The datasets of a cause, as one name. */
export function causeName({ connection, datasets }: Cause): string {
  return datasets.length > 3
    ? `${connection} (${datasets.length} datasets)`
    : `${connection}/${datasets.join(`, ${connection}/`)}`;
}
