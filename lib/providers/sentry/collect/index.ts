import { declaredCollector } from '../../../declared/collect/collector.ts';
import { sentry } from '../declaration.ts';

export const collector = declaredCollector(sentry);
