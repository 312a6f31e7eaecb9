import { alertFunction } from '../lib/nightly/functions/alert.ts';

export const handler = alertFunction();
