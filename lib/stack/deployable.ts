import { resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { loadConfigurationNow } from '../config/load.ts';
import { catalog } from '../controls/catalog.ts';
import { custom } from '../controls/custom/index.ts';
import { loadOwnProvider } from '../own-providers/load.ts';
import { manifests } from '../providers/manifests.ts';

/** The configuration that is to be deployed, checked whole. Throws `ConfigurationError`. */
export function readDeployable(file: string): Configuration {
  return loadConfigurationNow(resolve(file), {
    providers: manifests,
    controls: catalog,
    custom,
    own: loadOwnProvider,
  });
}
