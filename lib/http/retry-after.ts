import { limitsIn, providerDate } from './headers.ts';

/** `Retry-After` in milliseconds, whether it came as seconds or as a date; null without one. */
export function retryAfterMs(headers: Headers, now: Date): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  return untilMs(Date.parse(value), headers, now);
}

/** Time until every limit is lifted, in milliseconds; null when nothing says so or when some requests remain. */
export function limitResetMs(headers: Headers, now: Date): number | null {
  const waits = limitsIn(headers).map((name) => resetMs(headers, name, now));
  const known = waits.filter((wait) => wait !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** Some send it with every answer. Seconds since 1970, or, when few, from now, which HCP Terraform tells in fractions. */
function resetMs(headers: Headers, name: string, now: Date): number | null {
  const value = headers.get(`${name}-reset`)?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(value) || (headers.get(`${name}-remaining`) ?? '0') !== '0') return null;
  const seconds = Number(value);
  return seconds < 1e9 ? seconds * 1000 : untilMs(seconds * 1000, headers, now);
}

/** Measured on the provider's clock where it is known, so that a wrong clock of ours does no harm. */
function untilMs(time: number, headers: Headers, now: Date): number | null {
  if (Number.isNaN(time)) return null;
  return Math.max(0, time - (providerDate(headers) ?? now).getTime());
}
