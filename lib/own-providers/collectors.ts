import type { Configuration } from '../config/configuration.ts';
import { declaredCollector } from '../declared/collect/collector.ts';
import { type AnyProvider, anyProvider } from '../providers/provider.ts';

/** Those of the company's own with the hash of each file, as judging again asks for them. */
export function ownAtHand(
  ownProviders: Configuration['ownProviders'],
): readonly { readonly provider: AnyProvider; readonly sha256: string }[] {
  return ownProviders.map(({ declaration, said }) => ({
    provider: anyProvider(declaredCollector(declaration)),
    sha256: said.sha256,
  }));
}

/** Every provider that a configuration may name, with those that the company's own files declare, by id. */
export function withOwnProviders(
  providers: readonly AnyProvider[],
  { ownProviders }: Pick<Configuration, 'ownProviders'>,
): ReadonlyMap<string, AnyProvider> {
  const own = ownAtHand(ownProviders).map(({ provider }) => provider);
  return new Map([...providers, ...own].map((provider) => [provider.id, provider]));
}
