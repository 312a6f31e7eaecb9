import * as z from 'zod/mini';
import type { OrganizationId, ProviderDeclaration } from '../declared/declaration.ts';
import {
  addressOrFunction,
  answering,
  countEndpoint,
  eachEndpoint,
  listBeside,
  listsOrFunction,
} from './endpoint-schemas.ts';
import { flag, path, roles, text, textField, time } from './field-schemas.ts';

const regularExpression = text.check(z.refine(isRegularExpression, 'is not a regular expression'));

const settingKey = z.union([
  z.strictObject({ form: regularExpression, words: text, default: z.exactOptional(z.string()) }),
  z.strictObject({ is: z.literal('server'), default: z.exactOptional(z.string()) }),
  z.strictObject({ is: z.literal('flag'), default: z.boolean() }),
]);

const templates = z.record(text, z.string());

const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bearer'), what: text }),
  z.strictObject({ kind: z.literal('header'), name: text, prefix: z.exactOptional(z.string()), what: text }),
  z.strictObject({ kind: z.literal('basic'), user: text, password: text, what: text }),
  z.strictObject({ kind: z.literal('keys'), headers: templates, what: text }),
  z.strictObject({
    kind: z.literal('token-or-key'),
    name: text,
    prefix: z.string(),
    address: text,
    scope: text,
    what: text,
  }),
  z.strictObject({
    kind: z.literal('client-credentials'),
    address: text,
    client: z.enum(['basic', 'body', 'json']),
    form: templates,
    what: text,
  }),
]);

const organizationId: z.ZodMiniType<OrganizationId> = z.union([
  z.strictObject({ at: path, is: z.nullable(text) }),
  z.strictObject({ at: z.null(), is: text }),
]);

/** Why keys do not go together: a text, or null. */
const disagreement = answering(z.nullable(text));

const organization = z.strictObject({
  ask: addressOrFunction,
  in: z.exactOptional(z.nullable(path)),
  id: z.union([organizationId, answering(organizationId)]),
  name: z.nullable(textField),
  mfaEnforced: flag,
  singleSignOn: z.nullable(flag),
  grant: text,
});

const members = z.strictObject({
  lists: listsOrFunction,
  each: z.exactOptional(eachEndpoint),
  count: z.exactOptional(countEndpoint),
  beside: z.exactOptional(listBeside),
  directory: z.exactOptional(z.strictObject({ aliases: z.nullable(path), guest: flag })),
  people: z.strictObject({
    id: path,
    account: z.nullable(textField),
    email: z.nullable(textField),
    login: z.nullable(textField),
  }),
  invited: z.nullable(flag),
  disabled: z.nullable(flag),
  service: z.nullable(flag),
  mfaEnrolled: z.nullable(flag),
  mfaEnforced: z.nullable(flag),
  singleSignOn: z.nullable(flag),
  roles: z.nullable(roles),
  lastActive: z.nullable(time),
  grant: text,
});

const words = z.nullable(
  z.union([text, z.strictObject({ fix: text, version: z.int().check(z.minimum(1)) })]),
);

/** What `ProviderDeclaration` says to a compiler, said to a file that no compiler has seen. Gives a copy. */
export const declarationSchema: z.ZodMiniType<ProviderDeclaration> = z.strictObject({
  id: z
    .string()
    .check(z.regex(/^[a-z][a-z0-9-]{0,40}$/, 'is not an id: write a-z, 0-9 and -, beginning with a letter')),
  title: text,
  disagree: z.exactOptional(disagreement),
  secretFields: z.exactOptional(regularExpression),
  settings: z.record(z.string().check(z.regex(/^[a-zA-Z]\w*$/)), settingKey),
  host: text,
  auth,
  accepts: z.exactOptional(text),
  headers: z.exactOptional(templates),
  tokens: z.array(z.tuple([text, regularExpression])),
  limits: z.strictObject({ perMinute: z.nullable(z.int().check(z.minimum(1))) }),
  organization: z.nullable(organization),
  members,
  controls: z.strictObject({ enforced: words, enrolled: words }),
  untold: z.array(text),
  setup: z.strictObject({
    example: z.exactOptional(z.array(z.string())),
    scopes: z.array(text),
    steps: z.array(text),
  }),
});

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
