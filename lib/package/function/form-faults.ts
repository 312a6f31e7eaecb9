import { canonicalText } from '../../evidence/canonical.ts';
import { dayMs } from '../../evidence/day.ts';
import { AuditorError } from '../error.ts';
import { type Manifest, manifestPath, signaturePath } from '../manifest.ts';
import { type Period, periodOf } from '../period/period.ts';
import { isJustNow } from './chain-faults.ts';

/** What speaks against a manifest without a look into the locker. */
export function formFaults(
  manifest: Manifest,
  { maker, now }: { readonly maker: Manifest['maker']; readonly now: Date },
): string[] {
  return [
    ...replacementFaults(manifest),
    ...pathFaults(manifest),
    ...timeFaults(manifest, now),
    ...makerFaults(manifest, maker),
  ];
}

/** Nobody is replaced on AWS, so that each file is what was sealed, or is made here. */
function replacementFaults({ pseudonyms, files, withheld }: Manifest): string[] {
  return [
    ...(pseudonyms === null ? [] : ['it says that people were replaced']),
    ...files.filter(({ original }) => original).map(({ path }) => `${path} replaces another file`),
    ...withheld.map(({ path }) => `${path} is withheld`),
  ];
}

function pathFaults({ files }: Manifest): string[] {
  const faulty = files.filter(
    ({ path }) =>
      path === manifestPath ||
      path === signaturePath ||
      path.includes('\\') ||
      path.split('/').some((part) => part === '' || part === '.' || part === '..'),
  );
  return faulty.map(({ path }) => `${JSON.stringify(path)} cannot be a file of a package`);
}

function timeFaults({ asOf, period }: Manifest, now: Date): string[] {
  const over = Date.parse(period.end) + dayMs;
  const isOver = over <= now.getTime() && Date.parse(asOf) === over;
  return [
    ...(canonicalText(period) === canonicalText(periodSaid(period))
      ? []
      : ['its period is not that of its days']),
    ...(isOver || isJustNow(asOf, now) ? [] : [`it counts nights up to ${asOf}, which is the wrong time`]),
  ];
}

function periodSaid({ from, to, timezone }: Period): Period | null {
  try {
    return periodOf(from, to, timezone);
  } catch (error) {
    if (error instanceof AuditorError || error instanceof RangeError) return null;
    throw error;
  }
}

function makerFaults({ maker }: Manifest, own: Manifest['maker']): string[] {
  return canonicalText(maker) === canonicalText(own) ? [] : ['another version made it'];
}
