import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';

const folder = fileURLToPath(new URL('../../docs/schemas/', import.meta.url));
const ajv = new Ajv({ allErrors: true, strict: false, logger: false });

/** Every published form by what its `schema` says; events, which have the name of another member, aside. */
const forms: ReadonlyMap<string, ValidateFunction> = new Map(
  readdirSync(folder)
    .filter((name) => !name.startsWith('event-'))
    .map((name) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8')))
    .map((schema) => [schema.title as string, ajv.compile(schema)]),
);

/** The forms that are published. */
export const published: readonly string[] = [...forms.keys()];

/** What the published schema of a form has against it; that there is none, where nothing is published. */
export function formObjections(value: { readonly schema?: unknown }): readonly string[] {
  const form = String(value.schema);
  const validate = forms.get(form);
  if (!validate) return [`${form} has no schema in docs/schemas.`];
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${form}${instancePath} ${message}`);
}
