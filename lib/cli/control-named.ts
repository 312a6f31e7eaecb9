import type { Configuration } from '../config/configuration.ts';
import { meant } from '../config/suggestions.ts';
import { controlsIn } from '../controls/catalog.ts';
import type { Control } from '../judging/control.ts';
import { CommandError } from './exit.ts';

/** A control by its id, the company's own among them. Throws `CommandError` with the nearest one. */
export function controlNamed(
  id: string,
  configuration: Pick<Configuration, 'customControls' | 'ownProviders'>,
): Control {
  const controls = controlsIn(configuration);
  const control = controls.find((one) => one.id === id);
  if (control) return control;
  const ids = controls.map((one) => one.id);
  throw new CommandError(
    `There is no control ${JSON.stringify(id)}. ${meant(id, ids, '`exhibit controls` lists them all.')}`,
  );
}
