import type { Configuration } from '../config/configuration.ts';
import { suggest } from '../config/near.ts';
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
  throw new CommandError(
    `There is no control ${JSON.stringify(id)} — ${suggest(
      id,
      controls.map((one) => one.id),
    )} \`exhibit controls\` lists them.`,
  );
}
