import type { EvidenceDocument, FileReference } from '../../evidence/document.ts';
import type { Standard } from '../../judging/standard.ts';
import type { AttestationReference, FindingsDocument } from '../../runs/findings-document.ts';
import type { Plan } from '../plan/plan.ts';

/** The fields that an object, or each object of a list, may have; null where anything may stand. */
export interface Fields {
  readonly [name: string]: Fields | null;
}

/** All fields of a document, and where one is an object or a list of them, all of its fields, or null for anything. */
type FieldsOf<Document> = {
  readonly [Name in keyof Document]-?: null | FieldsWithin<NonNullable<Document[Name]>>;
};
type FieldsWithin<Value> = Value extends readonly (infer Element)[]
  ? FieldsWithin<Element>
  : Value extends object
    ? FieldsOf<Value>
    : null;

const file: FieldsOf<FileReference> = { path: null, sha256: null, bytes: null };
const hash = { sha256: null };

export const planFields: FieldsOf<Plan> = {
  schema: null,
  run: null,
  startedAt: null,
  configuration: { ...hash, object: null },
  standard: hash,
  datasets: { connection: null, dataset: null, provider: null },
};

/** Within them, the company's own words may stand. */
export const standardFields: FieldsOf<Standard> = {
  schema: null,
  configuration: { object: null },
  organization: null,
  timezone: null,
  schedule: null,
  connections: null,
  controls: { id: null, version: null, parameters: null, off: null },
  ownControls: null,
  ownProviders: null,
  limits: null,
  waivers: null,
  attestations: null,
  people: null,
  vaults: null,
  sharedAccounts: null,
  vaultGroups: null,
  policies: null,
  services: null,
};

const attestation: FieldsOf<AttestationReference> = {
  control: null,
  by: null,
  at: null,
  expires: null,
  path: null,
  sha256: null,
};

/** Of what is compared with what follows, nothing need be said. */
export const findingsFields: Partial<FieldsOf<FindingsDocument>> = { attestations: attestation };

export const documentFields: FieldsOf<EvidenceDocument> = {
  schema: null,
  run: null,
  connection: null,
  provider: null,
  dataset: null,
  origin: null,
  tenant: { id: null, name: null },
  principal: null,
  scopes: null,
  startedAt: null,
  finishedAt: null,
  clockSkewMs: null,
  completeness: null,
  problem: { code: null, message: null },
  population: { records: null, strata: null },
  requests: {
    method: null,
    url: null,
    status: null,
    requestId: null,
    providerDate: null,
    bytes: null,
    sha256: null,
    records: null,
  },
  records: { ...file, count: null, order: null },
  raw: file,
  exportedAt: null,
  credentialEnds: null,
  continuation: null,
  collector: { version: null, commit: null, node: null, trigger: null, by: null },
};

/** The first field that a document has and none of its kind does, as `raw.note`; null where there is none. */
export function strangeField(value: unknown, fields: Fields | null): string | null {
  if (typeof value !== 'object' || value === null || fields === null) return null;
  if (Array.isArray(value)) return firstOf(value.map((one) => () => strangeField(one, fields)));
  return firstOf(
    Object.entries(value).map(([name, one]) => () => {
      const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (known === undefined) return name;
      const below = strangeField(one, known);
      return below === null ? null : `${name}.${below}`;
    }),
  );
}

function firstOf(looks: readonly (() => string | null)[]): string | null {
  for (const look of looks) {
    const found = look();
    if (found !== null) return found;
  }
  return null;
}
