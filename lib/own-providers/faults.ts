import type { z } from 'zod/mini';
import { connectionKeys } from '../config/configuration-schema.ts';
import type { ProviderDeclaration } from '../declared/declaration.ts';
import { fill } from '../declared/fill.ts';
import { withMessages } from '../evidence/schema-messages.ts';
import { declarationSchema } from './declaration-schema.ts';

/** A declaration as it is used, or all that is wrong with it: whole sentences. */
export type Checked =
  | { readonly declaration: ProviderDeclaration }
  | { readonly faults: readonly [string, ...string[]] };

/** Holds what a file exports to what a compiler would ask of it, and to what no compiler sees. */
export function checkDeclared(given: unknown): Checked {
  const { data, error } = declarationSchema.safeParse(given, { error: words });
  const [first, ...more] = data ? contradictions(data) : (error?.issues ?? []).map(issueText);
  if (first !== undefined) return { faults: [first, ...more] };
  return data ? { declaration: data } : { faults: ['It cannot be read.'] };
}

const words: z.core.$ZodErrorMap = (issue) =>
  issue.input === undefined ? 'is missing' : withMessages.error(issue);

function issueText(issue: z.core.$ZodIssue): string {
  const { message, path } = deepest(issue);
  return `${path.length > 0 ? path.map(String).join('.') : 'The declaration'}: ${message}`;
}

/** Of a union's forms, the one with the fewest faults is the one that was meant. */
function deepest(issue: z.core.$ZodIssue): { message: string; path: readonly PropertyKey[] } {
  if (issue.code !== 'invalid_union') return issue;
  const [inner] =
    issue.errors.toSorted((a, b) => faultsDeep(b) - faultsDeep(a) || a.length - b.length)[0] ?? [];
  if (!inner) return issue;
  const { message, path } = deepest(inner);
  return { message, path: [...issue.path, ...path] };
}

/** A form whose top is right says more of what is wrong inside it. */
function faultsDeep(issues: readonly z.core.$ZodIssue[]): number {
  return Math.min(...issues.map(({ path }) => path.length));
}

/** What fits each its own form, and not together. */
function contradictions(declaration: ProviderDeclaration): string[] {
  const { controls, members, organization, settings } = declaration;
  const values = Object.fromEntries(Object.keys(settings).map((name) => [name, 'x']));
  return [
    ...Object.keys(settings).flatMap((name) =>
      connectionKeys.includes(name) ? [`settings.${name}: every connection has this key already`] : [],
    ),
    ...templatesOf(declaration).flatMap(([where, template]) => {
      try {
        fill(template, values);
        return [];
      } catch {
        return [`${where}: ${template} needs a setting that is not declared`];
      }
    }),
    ...(isAddress(declaration.host)
      ? []
      : ['host: must be https://…, or begin with a setting in braces, without a slash at the end']),
    ...(controls.enforced && !organization && !members.mfaEnforced
      ? ['controls.enforced: needs an organization, or members.mfaEnforced']
      : []),
    ...(controls.enrolled && !members.mfaEnrolled ? ['controls.enrolled: needs members.mfaEnrolled'] : []),
  ];
}

function isAddress(host: string): boolean {
  return /^(https:\/\/[^\s/?#@]+|\{\w+\})$/.test(host);
}

function templatesOf({ auth, host, members, organization }: ProviderDeclaration): [string, string][] {
  const lists = typeof members.lists === 'function' ? [] : members.lists;
  return [
    ['host', host],
    ...lists.flatMap(({ ask }, at) => templateAt(`members.lists.${at}.ask`, ask)),
    ...templateAt('members.beside.ask', members.beside?.ask),
    ...templateAt('members.count.ask', members.count?.ask),
    ...templateAt('organization.ask', organization?.ask),
    ...idTemplates(organization),
    ...templateAt('auth.address', 'address' in auth ? auth.address : undefined),
    ...('form' in auth ? entries('auth.form', auth.form) : []),
  ];
}

/** What a function makes of settings is held to its form when it is asked. */
function templateAt(where: string, template: unknown): [string, string][] {
  return typeof template === 'string' ? [[where, template]] : [];
}

function idTemplates(organization: ProviderDeclaration['organization']): [string, string][] {
  const id = organization?.id;
  return typeof id === 'object' && id.is !== null ? [['organization.id.is', id.is]] : [];
}

function entries(where: string, values: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(values).map(([name, value]) => [`${where}.${name}`, value]);
}
