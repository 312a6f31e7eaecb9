import type { Configuration } from '../config/configuration.ts';
import { nearest } from '../config/suggestions.ts';
import { controlsIn } from '../controls/catalog.ts';
import type { Control } from '../judging/control.ts';
import { CommandError } from './exit.ts';

/** So many are named in an error; more are a list to look up. */
const most = 8;

/** A control by its id, the company's own among them. Throws `CommandError` with the nearest one. */
export function controlNamed(
  id: string,
  configuration: Pick<Configuration, 'customControls' | 'ownProviders'>,
): Control {
  const controls = controlsIn(configuration);
  const control = controls.find((one) => one.id === id);
  if (control) return control;
  throw new CommandError(`There is no control ${JSON.stringify(id)}. ${hintFor(id, controls)}`);
}

/** The near miss, else those that have the word in them where these are few, else where all of them stand. */
function hintFor(id: string, controls: readonly Control[]): string {
  const ids = controls.map((one) => one.id);
  const near = nearest(id, ids);
  if (near !== undefined) return `Did you mean "${near}"? \`exhibit controls\` lists them all.`;
  const having = ids.filter((one) => one.includes(id.toLowerCase()));
  return having.length > 0 && having.length <= most
    ? `These have it in their names: ${having.join(', ')}.`
    : '`exhibit controls` lists them.';
}
