import { declaredCollector } from '../../../declared/collect/collector.ts';
import { datadog } from '../declaration.ts';

export const collector = declaredCollector(datadog);
