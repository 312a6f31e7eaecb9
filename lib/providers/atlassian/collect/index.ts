import { declaredCollector } from '../../../declared/collect/collector.ts';
import { atlassian } from '../declaration.ts';

export const collector = declaredCollector(atlassian);
