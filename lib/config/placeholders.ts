import type { Report } from './report.ts';
import type { Path } from './source-range.ts';

/** What `exhibit init` writes where a company's own must stand. */
const placeholder = /\bYOUR_[A-Z][A-Z0-9_]*\b/;

/** The name under which `exhibit init` leaves the company to be named. */
export const yourCompany = 'YOUR_COMPANY';

/** A configuration that was not filled in would seal nights of nobody, and what is sealed stays. */
export function reportPlaceholders(report: Report, value: unknown, path: Path = []): void {
  if (typeof value === 'string') {
    const [found] = placeholder.exec(value) ?? [];
    if (found !== undefined)
      report.add(
        'placeholder',
        path,
        `still holds ${found}, as it was written to be filled in — write your own`,
      );
  } else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      reportPlaceholders(report, inner, [...path, Array.isArray(value) ? Number(key) : key]);
}
