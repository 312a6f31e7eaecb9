import type { PeriodChange } from '../model.ts';

/** Whether somebody came to this vault or left it, and not one whose name begins alike. */
export function isOfVault({ after, before, type, vault }: PeriodChange, name: string): boolean {
  return type.startsWith('vault.') && (vault ?? after ?? before) === name;
}
