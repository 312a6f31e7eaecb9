import { declaredCollector } from '../../../declared/collect/collector.ts';
import { zendesk } from '../declaration.ts';

export const collector = declaredCollector(zendesk);
