import type { Assessment, ControlInput, ControlSettings } from '../control.ts';
import { named } from '../judgement.ts';
import { type PeopleView, peopleViews } from './directories.ts';
import { sourcesOf } from './listed.ts';
import { listNames } from './names.ts';

/** The lists of people of `people.source`, or why there are none to compare with. */
export type PeopleSources =
  | {
      readonly views: readonly PeopleView[];
      /** The connections, for a sentence. */
      readonly name: string;
      /** Connections that are named as a source and gave no list. */
      readonly silent: readonly string[];
      readonly missing?: undefined;
    }
  | { readonly views?: undefined; readonly silent?: undefined; readonly missing: string };

/** The lists of people of the connections that `people.source` names, in its order. */
export function peopleSources(
  input: Pick<ControlInput<unknown>, 'views'>,
  settings: Pick<ControlSettings, 'people'>,
): PeopleSources {
  const sources = sourcesOf(settings);
  if (sources.length === 0)
    return { missing: 'Who the employees are is not configured: set people.source to a connection.' };
  const all = peopleViews(input);
  const listOf = (source: string) => all.find(({ document }) => document.connection === source);
  const found = sources.map(listOf).filter((view) => view !== undefined);
  const name = listNames(sources);
  if (found.length === 0) {
    const connections = sources.length === 1 ? 'The connection' : 'The connections';
    return { missing: `${connections} ${name}, named as people.source, gave no list of people.` };
  }
  return { views: found, name, silent: sources.filter((source) => !listOf(source)) };
}

/** The one subject of a control that compares with the people, when there are none to compare with. */
export function withoutSource(reason: string): Assessment {
  return { ...named('people.source'), verdict: 'unknown', reason };
}
