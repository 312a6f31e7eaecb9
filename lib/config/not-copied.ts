/**
 * What the function that tells logs of a seal that is not in the other account (`aws: replicateTo:`), and nothing else does. An alarm counts
 * these words, so that the infrastructure and the function must agree on them.
 */
export const notCopied = 'A seal is not in the other account.';
