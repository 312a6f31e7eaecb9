import { data } from './data.ts';

/** How many sealed nights kept what they were judged by, of how many: a change between others is not seen. */
export function nightsWithStandard(): {
  readonly kept: number;
  readonly sealed: number;
  readonly isAll: boolean;
} {
  const kept = data.nights.filter(({ standard }) => standard !== null).length;
  const sealed = data.nights.filter(({ seal }) => seal !== null).length;
  return { kept, sealed, isAll: sealed > 0 && (kept === sealed || data.pseudonyms) };
}

/** How many nights have findings, which tell what was waived and which words counted. */
export function nightsWithFindings(): number {
  return data.nights.filter((_, at) => data.controls.some(({ states }) => states[at] !== '-')).length;
}
