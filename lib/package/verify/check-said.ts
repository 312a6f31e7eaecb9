import { canonicalText } from '../../evidence/canonical.ts';
import type { PackageStatement } from '../../seal/package-statement.ts';
import type { SealPredicate } from '../../seal/statement.ts';
import { problem, type VerifyProblem, type VerifyResult } from '../../seal/verify/result.ts';
import { isBefore } from '../../seal/verify/times.ts';
import { type Manifest, manifestPath, signaturePath } from '../manifest.ts';

/**
 * What is signed of a package beside the hash of its manifest, against that manifest and the chain: an archive that sorts
 * packages by their signatures must not be led astray.
 * @param said null where no trusted key signed it
 * @param sealed of the whole chain
 */
export function checkStatement(
  manifest: Manifest,
  said: PackageStatement['predicate'] | null,
  sealed: readonly SealPredicate[],
): VerifyProblem[] {
  if (!said) return [];
  const { from, to, timezone } = manifest.period;
  const follows = { locker: manifest.locker, period: { from, to, timezone }, head: manifest.head };
  const other = Object.entries(follows).filter(
    ([name, is]) => canonicalText(said[name as keyof typeof follows]) !== canonicalText(is),
  );
  const newer = sealed.find(({ sealedAt }) => isBefore(said.packagedAt, sealedAt));
  return [
    ...other.map(([name]) =>
      problem('bad-signature', signaturePath, `The signed ${name} is not that of the manifest.`),
    ),
    ...(newer
      ? [
          problem(
            'backdated',
            signaturePath,
            `It says that it was made at ${said.packagedAt}, and holds a seal that was made at ${newer.sealedAt}.`,
          ),
        ]
      : []),
  ];
}

/**
 * What a manifest says of how the evidence was verified when it was packed, which the page says as well, against what is
 * found now. Where something was wrong, that is said anyway.
 * @param keyIds of the keys that made the seals
 */
export function checkVerification(
  { verification }: Manifest,
  { checked, problems: found }: Pick<VerifyResult, 'checked' | 'problems'>,
  keyIds: readonly string[],
): VerifyProblem[] {
  const { checked: said, ok, problems, trust, trustedKeys = keyIds } = verification;
  const isQuiet = problems.length === 0 && found.length === 0;
  const trusted = new Set(trustedKeys);
  const faults = [
    ok === (problems.length === 0)
      ? null
      : 'says that there were no problems and names problems, or the reverse',
    isQuiet && canonicalText(said) !== canonicalText(checked)
      ? `says that it checked ${said.runs} runs, ${said.files} files and ${said.bytes} bytes, and there are ${checked.runs}, ${checked.files} and ${checked.bytes}`
      : null,
    isQuiet && trust === 'given' && keyIds.some((id) => !trusted.has(id))
      ? 'says that it trusted keys from outside, and a seal was made with another key'
      : null,
  ].filter((fault) => fault !== null);
  return faults.map((fault) =>
    problem('malformed', manifestPath, `Its record of the verification ${fault}.`),
  );
}
