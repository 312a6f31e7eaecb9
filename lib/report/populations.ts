import type { Move, PeriodChange } from './model.ts';

/** Tables of the period that samples are drawn from, each `<name>.csv` in a package, with the moves that it holds. */
export const populations = {
  joiners: { title: 'Joiners', kinds: ['appeared'] },
  leavers: { title: 'Leavers', kinds: ['gone', 'standing'] },
  'role-changes': { title: 'Role changes', kinds: ['role'] },
  'vault-changes': { title: 'Vault changes', kinds: [] },
} as const satisfies Readonly<Record<string, { title: string; kinds: readonly Move['kind'][] }>>;

export type PopulationName = keyof typeof populations;

export const populationNames = Object.keys(populations) as readonly PopulationName[];

/** What is said of one of them: the same in the page and from the table, so that both draw the same. */
export interface Moved {
  /** The night's run. */
  readonly run: string;
  /** The list of accounts, or the vault. */
  readonly list: string;
  readonly who: string;
  /** Which field changed, or what a vault's change was. */
  readonly what: string;
}

/** By what a row is drawn. */
export function movedSubject({ list, run, what, who }: Moved): string {
  return `${who} in ${list} on ${run}${what === '' ? '' : `, ${what}`}`;
}

export function vaultText(type: PeriodChange['type']): string {
  return type === 'vault.joined' ? 'can open it' : 'can no longer open it';
}
