import { declaredCollector } from '../../../declared/collect/collector.ts';
import { zoom } from '../declaration.ts';

export const collector = declaredCollector(zoom);
