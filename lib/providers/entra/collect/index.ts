import { collectorBeside } from '../../../declared/collect/collector-beside.ts';
import type { ProviderDeclaration } from '../../../declared/declaration.ts';
import { policies } from '../../../evidence/datasets/entra.ts';
import { entra } from '../declaration.ts';
import { manifest } from '../manifest.ts';
import { probePolicies, readPolicies } from './read-policies.ts';

export const collector = entraCollector(entra);

/** As it is declared, with policies beside. */
export function entraCollector(declaration: ProviderDeclaration) {
  return collectorBeside(declaration, {
    dataset: policies,
    manifest,
    read: readPolicies,
    probe: probePolicies,
  });
}
