import type { Configuration, Connection } from '../../config/configuration.ts';
import { isLoopback } from '../../config/fields.ts';
import { controlsWith } from '../../controls/catalog.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import { latestFor } from '../../judging/attestation.ts';
import type { Control } from '../../judging/control.ts';
import type {
  Standard,
  StandardConnection,
  StandardControl,
  StoredAttestation,
} from '../../judging/standard.ts';
import { runFolder } from '../../locker/keys.ts';
import { readAttestations } from '../../runs/attestations.ts';
import { readStandard, standardName } from '../../runs/standard.ts';
import { storeOnce } from '../../runs/write-once.ts';
import type { StepContext } from '../run-context.ts';

/** Settings of providers that say where a file lies on this machine, and nothing of what is judged. */
const places = new Set(['file']);

/**
 * What this run is judged by. It is stored when the run is planned, so that a change of the configuration while a night
 * goes on, or before it is ended, is the next night's; a run that has none yet is given one.
 */
export async function standardOf(context: StepContext): Promise<Standard> {
  const { locker, run } = context;
  const stored = await readStandard(locker, run);
  if (stored) return stored;
  const standard = makeStandard(context.configuration, await attestationsAt(context));
  await storeOnce(locker, `${runFolder(run)}/${standardName}`, canonicalDocument(standard));
  return (await readStandard(locker, run)) ?? standard;
}

/** Of a night that is ended late, only what had been attested by its own time counts. */
async function attestationsAt({ locker, now, recovering, run }: StepContext): Promise<StoredAttestation[]> {
  const asOf = recovering ? new Date(run) : now();
  const stored = await readAttestations(locker);
  return stored
    .map(({ attestation, path, sha256 }): StoredAttestation => ({ ...attestation, path, sha256 }))
    .filter(({ at }) => Date.parse(at) <= asOf.getTime());
}

/** The part of a configuration that says what is judged, and by what. Lists are in the order of their names. */
export function makeStandard(
  configuration: Configuration,
  attestations: readonly StoredAttestation[],
): Standard {
  const { connections, customControls, limits, object, organization, schedule, settings, timezone, waivers } =
    configuration;
  const ownProviders = configuration.ownProviders.map(({ said }) => said);
  const controls = controlsWith(customControls, ownProviders);
  return {
    schema: 'exhibit/standard/v1',
    ...(object === undefined ? {} : { configuration: { object } }),
    organization,
    timezone,
    schedule,
    ...settings,
    connections: connections.map(connectionOf).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    controls: controls.map((control) => choiceOf(control, configuration)),
    ownControls: customControls.flatMap(({ own }) => own ?? []),
    ...(ownProviders.length > 0 ? { ownProviders } : {}),
    limits: { ...limits },
    waivers,
    attestations: [...new Set(attestations.map(({ control }) => control))]
      .sort()
      .flatMap((control) => latestFor(attestations, control) ?? []),
  };
}

function choiceOf(control: Control, { controls }: Configuration): StandardControl {
  const { id, version } = control;
  const choice = controls.get(id) ?? { parameters: control.parameters().parse({}) };
  return 'off' in choice
    ? { id, version, parameters: null, off: choice.off }
    : { id, version, parameters: choice.parameters, off: null };
}

function connectionOf({ endpoint, id, provider, settings }: Connection): StandardConnection {
  const asked = endpoint === null ? {} : { endpoint: addressOf(endpoint) };
  return { id, provider, ...asked, settings: withoutPlaces(settings) };
}

/** Whoever answers in the provider's place is told. On this machine ports come and go, and mean nothing. */
function addressOf(endpoint: string): string {
  const { hostname, pathname, protocol } = new URL(endpoint);
  return isLoopback(hostname) ? `${protocol}//localhost${pathname.replace(/\/+$/, '')}` : endpoint;
}

function withoutPlaces(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return settings ?? {};
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !places.has(name)));
}
