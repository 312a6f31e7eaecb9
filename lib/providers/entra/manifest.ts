import { declaredManifest } from '../../declared/manifest.ts';
import type { SettingValues } from '../../declared/settings.ts';
import { policies } from '../../evidence/datasets/entra.ts';
import type { ProviderManifest } from '../provider.ts';
import { entra } from './declaration.ts';

const declared = declaredManifest(entra);

export const manifest: ProviderManifest<SettingValues> = {
  ...declared,
  datasets: [policies, ...declared.datasets],
};
