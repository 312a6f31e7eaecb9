import type { Configuration } from '../../config/configuration.ts';
import { controlsIn } from '../../controls/catalog.ts';
import { notJudged } from '../plan/not-judged.ts';

/** The controls that no night will judge by this configuration, and why. */
export function notJudgedBy(
  configuration: Configuration,
): readonly { readonly id: string; readonly reason: string }[] {
  return controlsIn(configuration).flatMap((control) => {
    const why = notJudged(control, configuration);
    return why ? [{ id: control.id, reason: why.reason }] : [];
  });
}
