import { fleetSealFunction } from '../lib/fleet/functions/seal.ts';

export const handler = fleetSealFunction();
