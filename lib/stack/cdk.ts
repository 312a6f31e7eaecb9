export { Exhibit, type ExhibitProps } from './exhibit.ts';
export { ExhibitFleet, type ExhibitFleetProps } from './fleet/exhibit-fleet.ts';
