/** What the function that tells logs of a seal that is not in the other account (`aws: replicateTo:`), and nothing else does. */
export const notCopied = 'A seal is not in the other account.';

/**
 * What it logs each night when it has looked, with how many are not there as `missing`. An alarm reads that number: a night on which nobody looked
 * says nothing, and ends no alarm. The infrastructure and the function must agree on these words.
 */
export const copiesLookedFor = 'Seals were looked for in the other account.';
