import { controlsWith } from '../../controls/catalog.ts';
import { ownControlsOf } from '../../controls/custom/from-standard.ts';
import { canonicalText } from '../../evidence/canonical.ts';
import type { Standard } from '../../judging/standard.ts';
import { datasetOf } from '../../providers/dataset-of.ts';
import type { Unfounded } from './run-claims.ts';

/**
 * A standard names every control that there is with its version, which is the program's to say and not the company's. Of one
 * that another version may have made, nothing can be told.
 */
export function controlsOtherwise(standard: Standard): readonly Unfounded[] {
  const all = controlsWith(ownControlsOf(standard, datasetOf), standard.ownProviders);
  const known = all.map(({ id, version }) => ({ id, version }));
  const said = standard.controls.map(({ id, version }) => ({ id, version }));
  if (canonicalText(known) === canonicalText(said)) return [];
  return [
    { file: 'standard.json', message: 'It names other controls than there are, or other versions of them.' },
  ];
}
