import type { GitHubPolicyDocument } from '../../evidence/datasets/github.ts';
import type { Assessment, ControlInput } from '../../judging/control.ts';
import type { Judgement } from '../../judging/judgement.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { type Directory, noDirectory, readDirectory } from '../../judging/people/directory.ts';
import { peopleSource } from '../../judging/people/source.ts';
import { fail, unknown } from './document.ts';

type JudgeOwner = (configured: string | null, found: GitHubPolicyDocument | undefined) => Judgement;

const owned: Judgement = { verdict: 'pass', reason: '' };

/**
 * Whether a document has an owner. An owner named by a role is taken as named; one named by an address must not have
 * left, where the people are known. The configuration's word goes before the document's own.
 */
export function* ownerJudge(
  input: ControlInput<unknown>,
  named: readonly (string | null)[],
): Generator<readonly Assessment[], JudgeOwner> {
  const addresses = named
    .filter((owner) => owner !== null)
    .filter(isAddress)
    .map(normalAddress);
  const { view } = peopleSource(input);
  const directory =
    view && addresses.length > 0 ? yield* readDirectory(view, new Set(addresses)) : noDirectory;
  return (configured, found) => {
    const owner = configured ?? found?.owner ?? null;
    if (owner !== null) return isAddress(owner) ? judgePerson(normalAddress(owner), directory) : owned;
    if (found?.readable)
      return fail('Nobody is named as its owner, neither under policies nor in its front matter.');
    return unknown('Its front matter, which may name an owner, could not be read: name one under policies.');
  };
}

function isAddress(owner: string): boolean {
  return /^\S+@\S+$/.test(owner);
}

function judgePerson(address: string, { connection, people, whole }: Directory): Judgement {
  if (connection === null) return owned;
  const standing = people.get(address)?.standing;
  if (standing === 'active') return owned;
  if (standing === null) return unknown(`${connection} does not say whether its owner ${address} is active.`);
  if (standing !== undefined) return fail(`Its owner ${address} is ${standing} in ${connection}.`);
  if (!whole)
    return unknown(`Its owner ${address} was not found in ${connection}, which did not show everybody.`);
  return fail(`Its owner ${address} is not among the people of ${connection}.`);
}
