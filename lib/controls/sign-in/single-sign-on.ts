import * as z from 'zod/mini';
import { appGrants, users as googleUsers, samlSignIns } from '../../evidence/datasets/google-workspace.ts';
import { team } from '../../evidence/datasets/slack.ts';
import { despiteText } from '../../judging/attestation.ts';
import { attested, type Topic, unseenEvidence } from '../../judging/attested.ts';
import { type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { fail, type Judgement, named, unknown } from '../../judging/judgement.ts';
import { ifAsked, optional } from '../../judging/need.ts';
import { singleSignOnId } from '../../judging/people/google-sign-in.ts';
import { listNames } from '../../judging/people/names.ts';
import { primaryOf } from '../../judging/people/people.ts';
import { type FoundService, foundServices, signsIn } from '../../judging/services/found.ts';
import { matcher } from '../../judging/services/match.ts';
import { type RegisteredService, registerOf, serviceKey } from '../../judging/services/register.ts';
import { usersText } from '../../judging/services/seen-text.ts';
import { hasOwnSignIn } from '../../providers/services.ts';
import { otherProvider } from '../../providers/slack/controls/second-factor.ts';
import { judgedServices } from '../services/mfa-everywhere.ts';

/** Which services offer it, and whether they demand it, no API of theirs tells the whole of; so a person says it. */
export const singleSignOn = defineControl({
  id: singleSignOnId,
  version: 4,
  title: 'Services sign in through Google Workspace where they offer it',
  meaning:
    'Every service that offers single sign-on, by the register of services or because it is connected and the register says nothing else, signs its people in through Google Workspace.',
  fix: 'Turn on single sign-on through Google in the service’s settings, say so under services (signIn), and record that somebody looked.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.16'], nist80053: ['IA-2'], cis: ['6.7'] },
  needs: [optional(team), optional(googleUsers), ifAsked(appGrants), ifAsked(samlSignIns)],
  parameters: () => z.strictObject({}),
  attested: true,
  applies: (connected, settings) =>
    connected.some(hasOwnSignIn) || registerOf(settings ?? {}).length > 0
      ? null
      : 'No service besides Google Workspace is connected, and none is listed under services.',
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const { documents, settings } = input;
  const connected = new Set(
    documents.filter(({ provider }) => hasOwnSignIn(provider)).map(({ connection }) => connection),
  );
  const without = new Set(
    registerOf(settings)
      .filter(offersNone)
      .map(({ connection }) => connection),
  );
  for (const name of [...connected].sort())
    if (!without.has(name)) yield { ...named(name), ...ofConnected(input, name) };
  const seen = seenSignIns(input);
  const google = new Set(
    documents.filter(({ provider }) => provider === 'google-workspace').map(({ connection }) => connection),
  );
  for (const service of judgedServices(input))
    if (service.connection !== null && google.has(service.connection)) continue;
    else if (service.connection === null || !connected.has(service.connection) || offersNone(service)) {
      const judged = ofRegistered(service, seen.get(service) ?? [], input);
      if (judged) yield { key: serviceKey(service), subject: service.name, ...judged };
    }
}

/** As the register says. */
function offersNone({ signIn }: RegisteredService): boolean {
  return signIn === 'password' || signIn === 'none';
}

function ofConnected(input: ControlInput<unknown>, name: string): Judgement {
  const said = byAttestation(
    input,
    { kind: 'connections', name },
    `The API of ${name} does not say how people sign in`,
  );
  return said.verdict === 'pass' ? held(input, name, said) : said;
}

/** Null for one that offers none, where nothing is seen that says otherwise. */
function ofRegistered(
  service: RegisteredService,
  seen: readonly FoundService[],
  input: ControlInput<unknown>,
): Judgement | null {
  const { name, signIn } = service;
  if (signIn === null) return unknown('The register does not say how people sign in: add signIn.');
  if (offersNone(service)) return despiteRegister(seen);
  const missing = listedUnseen(service, seen, input);
  if (missing?.length === 0)
    return { verdict: 'pass', reason: 'Everyone who is listed for it was seen to sign in through Google.' };
  const shown = seen.length > 0 ? `${seen.map(usersText).join(', ')} were seen to` : 'nobody was seen to';
  const unlisted = missing === null ? '' : `, and not ${listNames(missing)}`;
  const what = `Of ${name}, ${shown} sign in through Google${unlisted}; it is not known whether everybody must`;
  return byAttestation(input, { kind: 'services', name: serviceKey(service) }, what);
}

function byAttestation(input: ControlInput<unknown>, topic: Topic, what: string): Judgement {
  return attested(
    input,
    topic,
    `${what}: look at its settings and record it with “exhibit attest ${singleSignOnId}”.`,
  );
}

/** What signs people in through Google offers it, whatever the register says. */
function despiteRegister(seen: readonly FoundService[]): Judgement | null {
  const bySaml = seen.find(({ kind }) => kind === 'saml');
  const [first] = seen;
  if (bySaml)
    return fail(
      `The register says that it offers none, and ${usersText(bySaml)} signed in through Google by SAML.`,
    );
  if (first)
    return unknown(
      `The register says that it offers none, and ${usersText(first)} gave it the access that signing in through Google needs.`,
    );
  return null;
}

/** Those whom the register lists by name and who were not seen; null where it lists nobody by name. */
function listedUnseen(
  { users }: RegisteredService,
  seen: readonly FoundService[],
  { people }: ControlInput<unknown>,
): readonly string[] | null {
  if (!Array.isArray(users) || users.length === 0) return null;
  const shown = new Set(
    seen.flatMap((one) =>
      one.users.flatMap(({ email }) => (email === null ? [] : [primaryOf(people, email)])),
    ),
  );
  return users.filter((user: string) => !shown.has(primaryOf(people, user)));
}

/** By registered service: what people sign in with, and no grant of a wider kind. */
function seenSignIns(input: ControlInput<unknown>): ReadonlyMap<RegisteredService, readonly FoundService[]> {
  const match = matcher(registerOf(input.settings));
  const found = new Map<RegisteredService, FoundService[]>();
  for (const one of foundServices(input)) {
    const service = match(one);
    if (service && signsIn(one)) found.set(service, [...(found.get(service) ?? []), one]);
  }
  return found;
}

/** An attestation, compared with the identity provider that Slack names. */
function held(input: ControlInput<unknown>, connection: string, said: Judgement): Judgement {
  const other = otherProvider(input, connection);
  if (other !== null)
    return fail(`Its people sign in through ${other}, as Slack has it${despiteText(input.attestation)}.`);
  const unseen = unseenEvidence(input.documents, connection, team);
  return unseen === null ? said : unknown(unseen);
}
