import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { BusEvent, DetailType } from '../../lib/alerts/events.ts';

const files: Record<DetailType, string> = {
  'Exhibit Drift': 'event-drift-v1.json',
  'Exhibit Run Sealed': 'event-run-sealed-v1.json',
  'Exhibit Alert': 'event-alert-v1.json',
};

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: true, logger: false });
(formats as unknown as { default: (ajv: Ajv) => void }).default(ajv);
const validators = new Map(
  Object.entries(files).map(([type, file]) => {
    const path = fileURLToPath(new URL(`../../docs/schemas/${file}`, import.meta.url));
    return [type, ajv.compile(JSON.parse(readFileSync(path, 'utf8')))] as const;
  }),
);

/** What the schema of its kind has against an event. */
export function objections({ detailType, detail }: BusEvent): string[] {
  const validate = validators.get(detailType);
  if (!validate) return [`${detailType} is no kind of event.`];
  // As it travels: a field that is undefined is none.
  if (validate(JSON.parse(JSON.stringify(detail)))) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${detailType}${instancePath} ${message}`,
  );
}
