import { declaredCollector } from '../../../declared/collect/collector.ts';
import { mongodbAtlas } from '../declaration.ts';

export const collector = declaredCollector(mongodbAtlas);
