import type { Service } from '../../lib/judging/service.ts';

/** Of a provider of which nothing is judged. */
export const noService: Service = { provider: 'made-up', controls: [], accounts: [], review: null };
