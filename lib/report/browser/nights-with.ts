import { data } from './data.ts';

/** How many sealed nights kept what they were judged by, of how many: a change between others is not seen. */
export function nightsWithStandard(): {
  readonly recorded: number;
  readonly sealed: number;
  readonly isAll: boolean;
} {
  const recorded = data.nights.filter(({ standard }) => standard !== null).length;
  const sealed = data.nights.filter(({ seal }) => seal !== null).length;
  return { recorded, sealed, isAll: sealed > 0 && (recorded === sealed || data.pseudonyms) };
}

/** How many nights have findings, which tell what was waived and which words counted. */
export function nightsWithFindings(): number {
  return data.nights.filter((_, at) => data.controls.some(({ states }) => states[at] !== '-')).length;
}
