import type { Problem } from '../../../evidence/problem.ts';
import type { Wrong } from '../../read-fields.ts';

/** Reads every entry of a list on its own, and gathers what is wrong with them. */
export interface Faults {
  /** The records of those that have what tells them apart. */
  read<Row extends { readonly id: string }>(
    items: readonly unknown[],
    what: string,
    of: (item: unknown, wrong: Wrong) => Row | null,
  ): readonly Row[];
  /** Adds a fault in words. */
  add(fault: string): void;
  /** One problem for all of them; none where there are none. */
  problems(): readonly Problem[];
}

const shown = 3;

export function faultList(): Faults {
  const faults: string[] = [];
  return {
    read: (items, what, of) =>
      items.flatMap((item) => {
        const wrong: string[] = [];
        const row = of(item, wrong);
        if (row === null) faults.push(`a ${what} without an id, which was left out`);
        else if (wrong.length > 0)
          faults.push(`the ${what} ${row.id}: ${[...new Set(wrong)].join(', ')} of the wrong type`);
        return row ?? [];
      }),
    add: (fault) => void faults.push(fault),
    problems() {
      if (faults.length === 0) return [];
      const more = faults.length > shown ? `; and ${faults.length - shown} more` : '';
      const message = `Not as Bitwarden documents it: ${faults.slice(0, shown).join('; ')}${more}. What is of the wrong type counts as unknown; the raw answers show what came.`;
      return [{ code: 'malformed', message }];
    },
  };
}
