import { declaredCollector } from '../../../declared/collect/collector.ts';
import { gitlab } from '../declaration.ts';

export const collector = declaredCollector(gitlab);
