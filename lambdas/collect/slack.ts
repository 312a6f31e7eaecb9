import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { slack } from '../../lib/providers/slack/collect/index.ts';

export const handler = collectFunction(slack);
