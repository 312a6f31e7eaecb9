import type { CustomEntry } from '../controls/custom/custom-control.ts';
import type { Control } from '../judging/control.ts';
import type { KnownParts } from './configuration.ts';
import type { CustomControlShape, Shape } from './shape.ts';

/** The company's own controls, of a configuration that has no fault. */
export function ownControls({ connections, customControls }: Shape, known: KnownParts): readonly Control[] {
  return (customControls ?? []).map((given) => {
    const [connection = '', dataset = ''] = given.dataset.split('/');
    const provider = connections.find(({ id }) => id === connection)?.provider ?? '';
    const datasets = known.providers.find(({ id }) => id === provider)?.datasets;
    const found = datasets?.find(({ name }) => name === dataset);
    // Left out in silence, it would seem to hold.
    if (!found) throw new Error(`The configuration was checked, and ${given.dataset} is not known.`);
    return known.custom.control(entryOf(given), { connection, dataset: found });
  });
}

export function entryOf(given: CustomControlShape): CustomEntry {
  const { id, title, must, soc2 = [], iso27001 = [], nist80053 = [], cis = [] } = given;
  const { meaning = null, fix = null, subject = null } = given;
  const mappings = { soc2, iso27001, nist80053, cis };
  return { id, title, meaning, fix, mappings, for: given.for ?? null, must, subject };
}
