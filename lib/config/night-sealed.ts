/**
 * What the sealing function logs of a night that has its seal, and nothing else does. The alarm for nights that are
 * missing counts these words, so that the infrastructure and the function must agree on them.
 */
export const nightSealed = 'The night is sealed.';

/** The metric that counts them, in a namespace of the stack's name. */
export const sealsMetric = 'Seals';
