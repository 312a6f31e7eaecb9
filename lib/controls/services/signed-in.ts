import { appGrants, samlSignIns } from '../../evidence/datasets/google-workspace.ts';
import { isWhole } from '../../evidence/document.ts';
import type { Assessed, ControlInput } from '../../judging/control.ts';
import { domainOf, normalAddress } from '../../judging/people/address.ts';
import { type GoogleEvidence, googleEvidence } from '../../judging/people/google-sign-in.ts';
import type { People, Whose } from '../../judging/people/people.ts';
import { foundServices, signsIn } from '../../judging/services/found.ts';
import { matcher } from '../../judging/services/match.ts';
import type { RegisteredService } from '../../judging/services/register.ts';

/** What Google says of the people of one service. */
export interface SignedIn {
  /** People who count: those who were seen to sign in through Google, and those whom the register lists by name. */
  readonly counted: number;
  /** How many of them were seen, for a sentence. */
  readonly seen: string;
  /** What is wrong with one of them; null where nothing is. */
  readonly failing: string | null;
  /** What keeps Google's evidence from vouching for all of them; null where nothing does. */
  readonly doubt: string | null;
}

/** By Google's id of them, or by address. */
type Seen = ReadonlyMap<string, Whose>;

/** Whom Google's logs show of one service. */
interface SeenThere {
  readonly people: Map<string, Whose>;
  /** Those of them who sign in with it: letting an application read mail is no sign-in. */
  readonly signingIn: Set<string>;
}

/**
 * Walks the people sources once, and tells of each service whether everybody who signs in through Google has a second
 * factor there, enforced. Whoever has left signs in no more.
 */
export function* signedInPeople(
  input: ControlInput<unknown>,
  services: readonly RegisteredService[],
): Generator<Assessed, (service: RegisteredService) => SignedIn> {
  const seen = seenPeople(input);
  const counted = new Map(
    services.map((one) => [one, countedPeople(one, seen.get(one)?.people ?? new Map(), input)]),
  );
  const evidence = yield* googleEvidence(
    input,
    [...counted.values()].flatMap((people) => [...people.values()]),
  );
  const cut = cutShort(input);
  return (service) => {
    const people = counted.get(service) ?? new Map();
    return { ...judgeAll([...people.values()], evidence, cut), ...textOf(people, seen.get(service)) };
  };
}

/** By registered service: whom Google's logs show to use it. */
function seenPeople(input: ControlInput<unknown>): ReadonlyMap<RegisteredService, SeenThere> {
  const match = matcher(input.settings.services ?? []);
  const found = new Map<RegisteredService, SeenThere>();
  for (const one of foundServices(input)) {
    const service = match(one);
    if (!service) continue;
    const there = found.get(service) ?? { people: new Map(), signingIn: new Set() };
    found.set(service, there);
    for (const { email, id } of one.users) {
      there.people.set(id, whoseOf(email, id, one.connection, input));
      if (signsIn(one)) there.signingIn.add(id);
    }
  }
  return found;
}

function whoseOf(
  email: string | null,
  id: string,
  connection: string,
  { people }: ControlInput<unknown>,
): Whose {
  return people.whose({ connection, provider: 'google-workspace', account: email ?? id, email });
}

/** Nobody is counted who was not seen, where the register only says `everyone`: not everybody uses what everybody may. */
function countedPeople({ users }: RegisteredService, seen: Seen, input: ControlInput<unknown>): Seen {
  const { people } = input;
  const here = [...seen].filter(([, whose]) => !hasLeft(whose, people));
  if (!Array.isArray(users)) return new Map(here);
  const known = new Set(here.map(([, whose]) => addressOf(whose)));
  const listed = users
    .map(normalAddress)
    .map((address): [string, Whose] => [address, { ...people.find(address), address, identified: false }])
    .filter(([, whose]) => !known.has(addressOf(whose)) && !hasLeft(whose, people));
  return new Map([...here, ...listed]);
}

/** Suspended, archived, or surely gone from the people source. Whoever was never in it has not left: of them nothing is known. */
function hasLeft(whose: Whose, { domains }: People): boolean {
  if (whose.kind === 'nobody')
    return whose.confirmed && (whose.identified || domains.has(domainOf(whose.address)));
  return whose.kind === 'person' && ['suspended', 'archived'].includes(whose.person.status ?? '');
}

function addressOf(whose: Whose): string | null {
  if (whose.kind === 'person') return whose.person.address;
  return 'address' in whose ? whose.address : null;
}

function judgeAll(
  people: readonly Whose[],
  evidence: GoogleEvidence,
  cut: string | null,
): Pick<SignedIn, 'failing' | 'doubt'> {
  let doubt = cut;
  for (const whose of people)
    for (const fact of ['isEnrolledIn2Sv', 'isEnforcedIn2Sv'] as const) {
      const said = evidence(whose, fact);
      if (said?.verdict === 'fail') return { failing: said.reason, doubt: null };
      if (said === null) doubt ??= 'The owner of an account that signs in through Google is not known.';
      else if (said.verdict === 'unknown') doubt ??= said.reason;
    }
  return { failing: null, doubt };
}

/** A log that was not read to its end may hide somebody. */
function cutShort(input: ControlInput<unknown>): string | null {
  const views = [...input.views(appGrants), ...input.views(samlSignIns)];
  const broken = views.find(({ document }) => !isWhole(document));
  return broken
    ? `Somebody who signs in through Google may not have been seen: ${broken.document.connection}/${broken.document.dataset} is ${broken.document.completeness}.`
    : null;
}

function textOf(people: Seen, seen: SeenThere | undefined): Pick<SignedIn, 'counted' | 'seen'> {
  const ids = [...people.keys()].filter((id) => seen?.signingIn.has(id));
  const count = ids.length === 1 ? '1 person was' : `${ids.length} people were`;
  const listed = [...people.keys()].filter((id) => !seen?.people.has(id)).length;
  return { counted: ids.length, seen: listed > 0 ? `${count} (and ${listed} more listed)` : count };
}
