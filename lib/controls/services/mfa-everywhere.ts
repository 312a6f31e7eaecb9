import * as z from 'zod/mini';
import { appGrants, users as googleUsers, samlSignIns } from '../../evidence/datasets/google-workspace.ts';

import { attested } from '../../judging/attested.ts';
import { type Assessed, type ControlInput, defineControl } from '../../judging/control.ts';
import { fail, type Judgement, pass, unknown } from '../../judging/judgement.ts';
import { ifAsked, ifConnected } from '../../judging/need.ts';
import { directoryEntry } from '../../judging/services/directory.ts';
import {
  ignoreEnded,
  type RegisteredService,
  registerOf,
  serviceKey,
} from '../../judging/services/register.ts';
import { missedOf, ownControlsOf } from './own-controls.ts';
import { type SignedIn, signedInPeople } from './signed-in.ts';

const id = 'services.mfa-everywhere';

/** For each service the best evidence there is; what is less is asked only where there is none that is better. */
export const mfaEverywhere = defineControl({
  id,
  version: 2,
  title: 'A second factor is on at every service',
  meaning:
    'Every service of the register has a second factor according to its own control, to Google’s evidence for everyone who is seen to sign in through it, or to an attestation that has not expired; or it offers none, and the register says who said so.',
  fix: 'Turn the second factor on at the service and enforce it, or have people sign in through Google; where no API tells, look at its settings and record it with “exhibit attest services.mfa-everywhere”; where it offers none, say so under twoFactor with a note.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [ifConnected(googleUsers), ifAsked(appGrants), ifAsked(samlSignIns)],
  parameters: () => z.strictObject({}),
  attested: 'beside',
  afterOthers: 'all',
  applies: (_, settings) => listedIn(settings),
  evaluate,
});

/** Why controls of the register do not apply, or null where they do. */
export function listedIn(settings: ControlInput['settings'] | undefined): string | null {
  return registerOf(settings ?? {}).length > 0
    ? null
    : 'No service is listed: name them under services in the configuration.';
}

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  const services = judgedServices(input);
  const peopleOf = yield* signedInPeople(input, services);
  for (const service of services) {
    const judged = judge(service, peopleOf(service), input);
    const beside = { expected: 'a second factor', seen: offeredText(service) };
    yield { key: serviceKey(service), subject: service.name, ...judged, ...beside };
  }
}

/** Those that people sign in to and that are not ignored now. */
export function judgedServices({ now, settings }: ControlInput<unknown>): readonly RegisteredService[] {
  const zone = settings.timezone ?? 'UTC';
  return registerOf(settings).filter(
    ({ ignore, signIn }) => signIn !== 'none' && (ignore === null || ignoreEnded(ignore, now, zone) !== null),
  );
}

function judge(service: RegisteredService, google: SignedIn, input: ControlInput<unknown>): Judgement {
  return (
    byOwnControl(service, input) ??
    byGoogle(service, google) ??
    notOffered(service) ??
    byAttestation(service, input)
  );
}

/** Where the service is asked itself, nothing else makes up for what it says, or does not. */
function byOwnControl({ connection }: RegisteredService, input: ControlInput<unknown>): Judgement | null {
  if (connection === null) return null;
  const provider = input.documents.find((one) => one.connection === connection)?.provider;
  const own = provider === undefined ? [] : ownControlsOf(provider);
  const said = own.map((control) => ({
    control,
    judged: input.concluded?.onConnection(control, connection) ?? null,
  }));
  const found = said.flatMap(({ judged }) => judged ?? []);
  const worst =
    found.find(({ verdict }) => verdict === 'fail') ?? found.find(({ verdict }) => verdict === 'unknown');
  if (worst) return worst;
  if (provider === undefined || own.length === 0) return null;
  const silent = said.filter(({ judged }) => judged === null).map(({ control }) => control);
  const missed = missedOf(provider, silent, input);
  if (missed.length > 0) return unknown(missingFrom(connection, missed));
  return { verdict: 'pass', reason: found.map(({ reason }) => reason).join(' ') };
}

/** A control that is turned off, or a connection that was not asked, leaves open what the service itself would say. */
function missingFrom(connection: string, own: readonly string[]): string {
  return `The register says that the connection ${connection} shows it, and ${own.join(' and ')} did not judge it.`;
}

/** Only where the register says that people sign in through Google: else they may have a password beside it. */
function byGoogle({ signIn }: RegisteredService, google: SignedIn): Judgement | null {
  if (signIn !== 'google' && signIn !== 'saml') return null;
  const { counted, doubt, failing, seen } = google;
  if (failing !== null) return fail(failing);
  if (counted === 0) return null;
  if (doubt !== null) return unknown(doubt);
  const who = `${seen} seen to sign in through Google`;
  return { verdict: 'pass', reason: `${who}, where everyone’s second factor is set up and enforced.` };
}

function notOffered({ twoFactor }: RegisteredService): Judgement | null {
  if (twoFactor?.offered !== false) return null;
  if (twoFactor.note === null)
    return unknown('The register says that it offers no second factor, and not who said so: add a note.');
  return { ...pass, reason: `It offers none, according to the register: ${twoFactor.note}` };
}

function byAttestation(service: RegisteredService, input: ControlInput<unknown>): Judgement {
  const notAttested = `It is not known whether a second factor is on (${offeredText(service)}): look at its settings and record it with “exhibit attest ${id}”.`;
  return attested(input, { kind: 'services', name: serviceKey(service) }, notAttested);
}

/** What it offers, and who says so. It says nothing of what anybody uses. */
export function offeredText({ domain, twoFactor }: Pick<RegisteredService, 'domain' | 'twoFactor'>): string {
  const entry = domain === null ? null : directoryEntry(domain);
  const listed =
    entry === null
      ? 'not in the 2FA Directory'
      : entry.methods.length > 0
        ? `${entry.methods.join(', ')} according to the 2FA Directory`
        : 'none according to the 2FA Directory, which may be wrong';
  if (twoFactor === null) return `offered: ${listed}`;
  return `offered: ${twoFactor.offered ? 'yes' : 'none'} according to the register, which counts before the directory (${listed})`;
}
