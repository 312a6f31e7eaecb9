import { declaredManifest } from '../../declared/manifest.ts';
import type { SettingValues } from '../../declared/settings.ts';
import { policies } from '../../evidence/datasets/jumpcloud.ts';
import type { ProviderManifest } from '../provider.ts';
import { jumpcloud } from './declaration.ts';

const declared = declaredManifest(jumpcloud);

export const manifest: ProviderManifest<SettingValues> = {
  ...declared,
  datasets: [policies, ...declared.datasets],
};
