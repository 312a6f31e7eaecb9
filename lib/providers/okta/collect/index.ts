import { collectorBeside } from '../../../declared/collect/collector-beside.ts';
import type { ProviderDeclaration } from '../../../declared/declaration.ts';
import { policies } from '../../../evidence/datasets/okta.ts';
import { okta } from '../declaration.ts';
import { manifest } from '../manifest.ts';
import { probePolicies, readPolicies } from './read-policies.ts';

export const collector = oktaCollector(okta);

/** As it is declared, with policies beside. */
export function oktaCollector(declaration: ProviderDeclaration) {
  return collectorBeside(declaration, {
    dataset: policies,
    manifest,
    read: readPolicies,
    probe: probePolicies,
  });
}
