import { isIP } from 'node:net';

/** The same path and query at the connection's `endpoint`, when it has one. */
export function rehost(address: string | URL, endpoint: string | null): string {
  const url = new URL(address);
  return endpoint === null ? url.href : `${endpoint}${url.pathname}${url.search}`;
}

/** Whether secrets may be sent there: https, or http that does not leave this machine. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  const loopback4 = isIP(hostname) === 4 && hostname.startsWith('127.');
  return loopback4 || hostname === 'localhost' || hostname === '[::1]';
}
