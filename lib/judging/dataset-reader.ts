import type { Dataset } from '../evidence/dataset.ts';
import type { ControlInput, DatasetView } from './control.ts';
import { isOf } from './need.ts';

/** Finds datasets among the views of a run, in their order. */
export function datasetReader(found: readonly DatasetView[]): Pick<ControlInput, 'views' | 'records'> {
  const views = <Row extends object>(dataset: Dataset<Row>) =>
    found.filter(({ document }) => isOf(document, dataset)) as DatasetView<Row>[];
  return {
    views,
    *records<Row extends object>(dataset: Dataset<Row>) {
      for (const view of views(dataset)) yield* view.records();
    },
  };
}
