import { sha256Of } from '../../evidence/sha256.ts';
import { problem, type VerifyNotice, type VerifyProblem } from '../../seal/verify/result.ts';
import { versionText } from '../../text/version-text.ts';
import type { Manifest } from '../manifest.ts';

/** The program that checks a package without installation, for whoever has no other; in the package for convenience. */
export const verifierPath = 'verify.mjs';

/** That program as this version has it. */
export interface OwnVerifier {
  readonly maker: Manifest['maker'];
  /** Null where it was not built. */
  readonly content: Buffer | null;
}

export interface VerifierChecked {
  readonly problems: readonly VerifyProblem[];
  readonly notices: readonly VerifyNotice[];
}

/**
 * Holds the program in a package against the one that checks it: a program from whoever made the package proves nothing, and
 * another one than the release's may do anything to whoever runs it.
 * @param rebuilding whether everything in the package is to follow from the evidence or from this version
 */
export function checkVerifier(
  { files, maker }: Manifest,
  own: OwnVerifier | undefined,
  rebuilding: boolean,
): VerifierChecked {
  const listed = files.find(({ path }) => path === verifierPath);
  if (!listed) return { problems: [], notices: [] };
  const isSameVersion = own !== undefined && versionText(own.maker) === versionText(maker);
  if (isSameVersion && own.content !== null) {
    if (sha256Of(own.content) === listed.sha256) return { problems: [], notices: [] };
    const message = `It is not the program of version ${versionText(maker)}. Do not run it.`;
    return { problems: [problem('modified', verifierPath, message)], notices: [] };
  }
  const message =
    'It was not compared with a release, for this is another version or was not built. Do not run it; take it from its release, by its hash.';
  if (rebuilding) return { problems: [problem('rebuilt', verifierPath, message)], notices: [] };
  return { problems: [], notices: [{ kind: 'not-compared', path: verifierPath, message }] };
}
