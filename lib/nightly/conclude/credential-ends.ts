import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import type { CredentialEnd } from '../../judging/expirations.ts';
import { localDate } from '../../judging/local-date.ts';

type Facts = Pick<EvidenceDocument, 'connection' | 'completeness' | 'credentialEnds'>;

/**
 * When each connection's credential ends, the earliest that its evidence tells. A connection that tells nothing tonight and
 * is not whole, as one whose credential has ended, has the end that was told before.
 */
export function credentialEnds(
  documents: readonly Facts[],
  before: readonly CredentialEnd[],
  timezone: string,
): CredentialEnd[] {
  const connections = [...new Set(documents.map(({ connection }) => connection))].sort();
  return connections.flatMap((connection) => {
    const own = documents.filter((one) => one.connection === connection);
    const [first] = own
      .flatMap(({ credentialEnds: end }) => (end === undefined ? [] : [Date.parse(end)]))
      .sort((a, b) => a - b);
    if (first !== undefined) return [{ connection, expires: localDate(new Date(first), timezone) }];
    return own.every(isWhole) ? [] : before.filter((one) => one.connection === connection);
  });
}
