import { STATUS_CODES } from 'node:http';
import type { RefusalStatus } from './stand-in.ts';

/** What HTTP calls a refusal (RFC 9110), for providers that say no more: `Not Found`. */
export function reasonOf(status: RefusalStatus): string {
  return STATUS_CODES[status] ?? '';
}
