import { fleetTellFunction } from '../lib/fleet/functions/tell.ts';

export const handler = fleetTellFunction();
