import { collectBy } from '../../providers/follow.ts';
import type { Provider } from '../../providers/provider.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import { declaredManifest } from '../manifest.ts';
import type { SettingValues } from '../settings.ts';
import { connector } from './connect.ts';
import { probeDeclared } from './probe.ts';
import { readDeclared } from './read.ts';
import { setupOf } from './setup.ts';

/** A provider as its declaration says. */
export function declaredCollector(declaration: ProviderDeclaration): Provider<SettingValues> {
  return {
    ...declaredManifest(declaration),
    setup: setupOf(declaration),
    read: (input) => readDeclared(declaration, input),
    collect: (session) =>
      collectBy(session, readDeclared(declaration, session), connector(declaration, session)),
    probe: (session) => probeDeclared(declaration, session),
  };
}
