import { callHosted } from '../end-to-end/hosts.ts';
import { type FleetOptions, type FleetScene, fleetScene } from './scene.ts';

/** A fleet whose commands are called in processes that have served others before. For tests alone: it ends them by a hook of Jest. */
export function hostedScene(options: FleetOptions): Promise<FleetScene> {
  return fleetScene({ ...options, call: callHosted });
}
