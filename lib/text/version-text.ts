/** A version of a program, as people name it: with the first letters of its commit. */
export function versionText({
  version,
  commit,
}: {
  readonly version: string;
  readonly commit: string | null;
}): string {
  return commit === null ? version : `${version} (${commit.slice(0, 12)})`;
}
