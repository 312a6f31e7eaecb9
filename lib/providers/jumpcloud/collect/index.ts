import { declaredCollector } from '../../../declared/collect/collector.ts';
import { jumpcloud } from '../declaration.ts';

export const collector = declaredCollector(jumpcloud);
