const ranks = '-PWUF';

/** Of two letters of verdicts the worse; one that says nothing is the best. */
export function worse(one: string, other: string): string {
  return ranks.indexOf(one) > ranks.indexOf(other) ? one : other;
}
