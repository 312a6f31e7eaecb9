import { collectorBeside } from '../../../declared/collect/collector-beside.ts';
import { policies } from '../../../evidence/datasets/jumpcloud.ts';
import { jumpcloud } from '../declaration.ts';
import { manifest } from '../manifest.ts';
import { probePolicies, readPolicies } from './read-policies.ts';

/** As it is declared, with policies beside. */
export const collector = collectorBeside(jumpcloud, {
  dataset: policies,
  manifest,
  read: readPolicies,
  probe: probePolicies,
});
