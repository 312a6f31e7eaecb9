import { fleetBeginFunction } from '../lib/fleet/functions/begin.ts';

export const handler = fleetBeginFunction();
