import type { Configuration, Connection } from '../../config/configuration.ts';
import { controlsIn } from '../../controls/catalog.ts';
import { type Attestation, attestationInForce } from '../../judging/attestation.ts';
import type { Control } from '../../judging/control.ts';
import { notJudged } from '../plan/not-judged.ts';
import type { ConnectionHealth } from './connection-health.ts';

/** The reason of a control that a person has to attest and nobody has. */
export const noAttestation = 'there is no attestation that counts';

/** A control that would be unknown tonight, and why. */
export interface UnknownTonight {
  readonly control: string;
  readonly reasons: readonly string[];
}

/**
 * The controls that would be unknown if tonight were now: because a connection does not show what they need, or because
 * nobody has given the attestation that they rest on. `attestations` is null where the locker cannot be read.
 */
export function unknownTonight(
  configuration: Configuration,
  health: readonly ConnectionHealth[],
  attestations: readonly Attestation[] | null,
  now: Date,
): readonly UnknownTonight[] {
  const barred = configuration.connections.flatMap((connection) => {
    const found = health.find((one) => one.connection === connection.id);
    return controlsBarred(configuration, connection, missingIn(found));
  });
  return judged(configuration).flatMap((control) => {
    const attestation = missingAttestation(control, configuration, attestations, now);
    const reasons = [
      ...barred.filter((one) => one.control === control.id).flatMap((one) => one.reasons),
      ...(attestation === null ? [] : [attestation]),
    ];
    return reasons.length > 0 ? [{ control: control.id, reasons }] : [];
  });
}

/** The controls that one connection would make unknown by the datasets that it does not show. */
export function controlsBarred(
  configuration: Configuration,
  { id: connection, provider }: Connection,
  missing: ReadonlySet<string>,
): readonly UnknownTonight[] {
  return judged(configuration).flatMap(({ id, needs }) => {
    const own = needs.filter(
      (need) =>
        !need.optional &&
        need.dataset.provider === provider &&
        (need.connection ?? connection) === connection,
    );
    const reasons = own
      .filter(({ dataset: { name } }) => missing.has(name) || missing.has('clock'))
      .map(({ dataset: { name } }) => `${connection}/${missing.has(name) ? name : 'clock'}`);
    return reasons.length > 0 ? [{ control: id, reasons: [...new Set(reasons)] }] : [];
  });
}

/** The datasets of a connection that cannot be counted on. */
export function missingIn(health: Pick<ConnectionHealth, 'results'> | undefined): ReadonlySet<string> {
  const wanting = (health?.results ?? []).filter(({ verdict }) => verdict !== 'pass');
  return new Set(wanting.map(({ dataset }) => dataset));
}

/** Those that are neither turned off nor about something that is not connected. */
function judged(configuration: Configuration): readonly Control[] {
  return controlsIn(configuration).filter((one) => notJudged(one, configuration) === null);
}

function missingAttestation(
  { attested, id }: Control,
  { timezone }: Configuration,
  attestations: readonly Attestation[] | null,
  now: Date,
): string | null {
  if (attested === undefined || attested === 'beside') return null;
  if (attestations === null) return 'the attestations could not be read';
  return attestationInForce(attestations, id, now, timezone) ? null : noAttestation;
}
