import { declaredCollector } from '../../../declared/collect/collector.ts';
import { hcpTerraform } from '../declaration.ts';

export const collector = declaredCollector(hcpTerraform);
