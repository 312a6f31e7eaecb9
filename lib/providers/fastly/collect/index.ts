import { declaredCollector } from '../../../declared/collect/collector.ts';
import { fastly } from '../declaration.ts';

export const collector = declaredCollector(fastly);
