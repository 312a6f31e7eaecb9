import type { AnyDataset } from '../evidence/dataset.ts';
import { memberCountOf, membersOf, organizationOf } from '../evidence/datasets/declared.ts';
import type { ProviderManifest } from '../providers/provider.ts';
import type { ProviderDeclaration } from './declaration.ts';
import { type SettingValues, settingsOf } from './settings.ts';

const made = new WeakMap<ProviderDeclaration, ProviderManifest<SettingValues>>();

/** What is to be known of a declared provider by those who ask it nothing. The same for the same declaration. */
export function declaredManifest(declaration: ProviderDeclaration): ProviderManifest<SettingValues> {
  const manifest = made.get(declaration) ?? manifestOf(declaration);
  made.set(declaration, manifest);
  return manifest;
}

function manifestOf(declaration: ProviderDeclaration): ProviderManifest<SettingValues> {
  const { disagree, id, settings, title, tokens } = declaration;
  return {
    id,
    title,
    settings: () => settingsOf(settings, disagree),
    tokens,
    needsCredentials: true,
    datasets: datasetsOf(declaration),
    isDeclared: true,
  };
}

function datasetsOf({ id, members, organization }: ProviderDeclaration): readonly AnyDataset[] {
  return [
    ...(organization ? [organizationOf(id)] : []),
    ...(members.count ? [memberCountOf(id)] : []),
    membersOf(id),
  ];
}
