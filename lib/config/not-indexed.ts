/**
 * What the function that judges logs of a night that it could not tell Athena of, and nothing else does. An alarm counts these
 * words, so that the infrastructure and the function must agree on them.
 */
export const notIndexed = 'The night is not in the index of Athena.';
