import type { GitHubPolicyDocument } from '../../evidence/datasets/github.ts';
import type { Judgement } from '../../judging/judgement.ts';
import { addressesWithin } from '../../judging/people/address.ts';
import { listNames } from '../../judging/people/names.ts';
import type { People } from '../../judging/people/people.ts';
import { fail, unknown } from './document.ts';

const owned: Judgement = { verdict: 'pass', reason: '' };

/**
 * Whether a document has an owner. An owner named by a role is taken as named; one named by an address, with or without a
 * name before it, must not have left, where the people are known. What the configuration says goes before what the document says.
 */
export function judgeOwner(
  configured: string | null,
  found: GitHubPolicyDocument | undefined,
  people: People,
): Judgement {
  const owner = configured ?? found?.owner ?? null;
  if (owner !== null) return judgeNamed(owner, people);
  if (found?.readable)
    return fail('Nobody is named as its owner, neither under policies nor in its front matter.');
  return unknown('Its front matter, which may name an owner, could not be read: name one under policies.');
}

/** One of several people who has not left is an owner. */
function judgeNamed(owner: string, people: People): Judgement {
  const judged = addressesWithin(owner).map((address) => judgePerson(address, people));
  const of = (verdict: string) => judged.find((one) => one.verdict === verdict);
  return of('pass') ?? of('unknown') ?? of('fail') ?? owned;
}

function judgePerson(address: string, people: People): Judgement {
  if (people.sources.length === 0) return owned;
  const found = people.find(address);
  if (found.kind === 'several')
    return unknown(`Its owner ${address} may be any of ${listNames(found.who)}, who claim that address.`);
  if (found.kind === 'nobody')
    return found.confirmed
      ? fail(`Its owner ${address} is not among the people of ${people.name}.`)
      : unknown(`Its owner ${address} was not found in ${people.name}, which did not show everybody.`);
  const { source, status } = found.person;
  if (status === 'active') return owned;
  if (status === null) return unknown(`${source} does not say whether its owner ${address} is active.`);
  return fail(`Its owner ${address} is ${status} in ${source}.`);
}
