import type { CollectSession } from '../../provider.ts';
import type { OnePasswordSettings } from '../settings.ts';
import { type Credential, need } from './credential.ts';
import { exportSource } from './export-source.ts';
import type { CreateClient } from './sdk.ts';
import { sdkSource } from './sdk-source.ts';
import type { VaultSource } from './vault-source.ts';

/** The source that the connection names. */
export function vaultSource(
  session: CollectSession<OnePasswordSettings>,
  credential: () => Credential,
  createClient: CreateClient,
): VaultSource {
  const { settings, exported, endpoint } = session.connection;
  if (settings.source === 'export')
    return exportSource(exported(settings.file ?? ''), settings.maxAgeDays, session.needs.now);
  return sdkSource(() => {
    const { serviceAccountToken } = need(credential(), 'vaults and vault-access', ['serviceAccountToken']);
    return createClient({ token: serviceAccountToken, endpoint, signal: session.signal });
  });
}
