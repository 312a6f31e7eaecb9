import type { AnyDataset } from '../../evidence/dataset.ts';
import type { Control } from '../../judging/control.ts';
import type { Standard } from '../../judging/standard.ts';
import { customControl } from './custom-control.ts';

/** The company's own controls as a run was judged by them; one of a dataset that is not known is left to be said. */
export function ownControlsOf(
  { ownControls }: Pick<Standard, 'ownControls'>,
  datasetOf: (provider: string, dataset: string) => AnyDataset | null,
): readonly Control[] {
  return ownControls.flatMap((own) => {
    const dataset = datasetOf(own.provider, own.dataset);
    return dataset ? [customControl(own, { connection: own.connection, dataset })] : [];
  });
}
