import type { RecordedError } from './recordings.ts';

/** Elements that stand in XML under another name than in the answer of the SDK for Python. */
const renamed: Readonly<Record<string, string>> = { Versions: 'Version', DeleteMarkers: 'DeleteMarker' };

/** A recorded answer as it comes over the wire: what is a list there is one element after another here. */
export function xml(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => xml(name, one)).join('');
  const tag = renamed[name] ?? name;
  if (typeof value !== 'object' || value === null) return `<${tag}>${escaped(time(String(value)))}</${tag}>`;
  const inner = Object.entries(value).map(([key, one]) => xml(key, one));
  return `<${tag}>${inner.join('')}</${tag}>`;
}

/** A refusal of S3. */
export const s3Error = ({ Error: error }: RecordedError): string => xml('Error', error);

/** A refusal of a service that is asked in forms. */
export const queryError = ({ Error: error }: RecordedError): string => xml('ErrorResponse', { Error: error });

/** Where a time was cut. */
const time = (text: string): string =>
  /^<?(date|datetime)>?$/.test(text) ? '2026-02-21T00:00:00.000Z' : text;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
