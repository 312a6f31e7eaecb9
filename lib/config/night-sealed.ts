/**
 * What the sealing function logs of a night that has its seal, and nothing else does. The alarm for nights that are
 * missing counts these words, so that the infrastructure and the function must agree on them.
 */
export const nightSealed = 'The night is sealed.';

/** The metric that counts them, in a namespace of the stack's name. */
export const sealsMetric = 'Seals';

/** What the function says in its log that has sealed the list of a fleet. */
export const fleetSealed = 'The night of the fleet is sealed.';

/** What it says of each organization, with its id and what its night came to. */
export const organizationNight = 'The night of an organization is listed.';
