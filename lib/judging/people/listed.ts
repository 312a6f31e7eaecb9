import type { ControlSettings } from '../control.ts';

/** What the configuration gives as one text or as a list of them; nothing is an empty list. */
export function listed(given: string | readonly string[] | null | undefined): readonly string[] {
  if (given === null || given === undefined) return [];
  return typeof given === 'string' ? [given] : given;
}

/** The connections that say who the people are, in the order of the configuration. */
export function sourcesOf({ people }: Pick<ControlSettings, 'people'>): readonly string[] {
  return listed(people.source);
}
