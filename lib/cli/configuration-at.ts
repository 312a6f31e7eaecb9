import type { Configuration } from '../config/configuration.ts';
import { loadConfiguration } from '../config/load.ts';
import { catalog } from '../controls/catalog.ts';
import { custom } from '../controls/custom/index.ts';
import { loadOwnProvider } from '../own-providers/load.ts';
import { manifests } from '../providers/manifests.ts';

/** The configuration in a file, held against every provider and control there is. Throws `ConfigurationError`. */
export function configurationAt(file: string): Promise<Configuration> {
  return loadConfiguration(file, { providers: manifests, controls: catalog, custom, own: loadOwnProvider });
}
