import { type GoogleUser, users as googleUsers } from '../../evidence/datasets/google-workspace.ts';
import type { Assessment, ControlInput, DatasetView } from '../control.ts';
import { named } from '../judgement.ts';

/** The people of `people.source`, or why there are none to compare with. */
export type PeopleSource =
  | { readonly view: DatasetView<GoogleUser>; readonly missing?: undefined }
  | { readonly view?: undefined; readonly missing: string };

/** The list of users of the connection that `people.source` names. */
export function peopleSource(input: ControlInput<unknown>): PeopleSource {
  const { source } = input.settings.people;
  if (source === null)
    return { missing: 'Who the employees are is not configured: set people.source to a connection.' };
  const views = input.views(googleUsers);
  const view = views.find(({ document }) => document.connection === source);
  if (view) return { view };
  return { missing: `The connection ${source}, named as people.source, gave no list of Google users.` };
}

/** The one subject of a control that compares with the people, when there are none to compare with. */
export function withoutSource(reason: string): Assessment {
  return { ...named('people.source'), verdict: 'unknown', reason };
}

/** How a person stands in the people source; null when Google did not say enough to tell. */
export type Standing = 'active' | 'suspended' | 'archived' | null;

/** Active is neither suspended nor archived; someone who never signed in is active. */
export function standingOf(user: GoogleUser): Standing {
  if (user.suspended === true) return 'suspended';
  if (user.archived === true) return 'archived';
  return user.suspended === false && user.archived === false ? 'active' : null;
}
