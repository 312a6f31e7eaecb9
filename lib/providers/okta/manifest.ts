import { declaredManifest } from '../../declared/manifest.ts';
import type { SettingValues } from '../../declared/settings.ts';
import { policies } from '../../evidence/datasets/okta.ts';
import type { ProviderManifest } from '../provider.ts';
import { okta } from './declaration.ts';

const declared = declaredManifest(okta);

export const manifest: ProviderManifest<SettingValues> = {
  ...declared,
  datasets: [policies, ...declared.datasets],
};
