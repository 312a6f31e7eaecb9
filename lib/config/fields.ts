import * as z from 'zod/mini';
import type { SecretReference } from './configuration.ts';
import type { FaultCode } from './error.ts';

/** A value that was understood, or what is wrong with it and what to do. */
type Reading = { readonly value: string } | { readonly complaint: string };

const wrong = (complaint: string): Reading => ({ complaint });

/** A text with a form of its own. `missing` says what to add where there is none. */
function formed(code: FaultCode, missing: string, read: (text: string) => Reading) {
  return z.pipe(
    z.string({ error: whenMissing(missing) }),
    z.transform((text, context): string => {
      const reading = read(text);
      if ('value' in reading) return reading.value;
      context.issues.push({
        code: 'custom',
        input: text,
        message: reading.complaint,
        params: { fault: code },
      });
      return z.NEVER;
    }),
  );
}

/** The message of a field that is not there; any other complaint keeps its plain words. */
export function whenMissing(advice: string) {
  return (issue: { input?: unknown }) =>
    issue.input === undefined || issue.input === null ? `is missing — ${advice}` : undefined;
}

/** Text with something in it, trimmed. */
export const text = (missing: string) =>
  formed('invalid-value', missing, (given) =>
    given.trim() === '' ? wrong(`is empty — ${missing}`) : { value: given.trim() },
  );

/** A connection's id, fit to be a folder's name on every system. */
export const connectionId = formed('invalid-id', 'give the connection a short name of its own', (given) =>
  /^[a-z0-9][a-z0-9-]{0,62}$/.test(given)
    ? { value: given }
    : wrong('cannot name a folder — use up to 63 of a-z, 0-9 and -, beginning with a letter or digit'),
);

/** The id of a control of the company's own. */
export const customControlId = formed(
  'invalid-id',
  'give the control a name such as acme.short-rule',
  (given) =>
    given.length <= 100 && /^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+$/.test(given)
      ? { value: given }
      : wrong(
          'is not the id of a control — use words of a-z, 0-9 and - with a dot between them, such as acme.rule',
        ),
);

/** A dataset of a connection. */
export const datasetName = formed(
  'unknown-dataset',
  'name a connection and one of its datasets, such as google/users',
  (given) =>
    /^[^/\s]+\/[^/\s]+$/.test(given)
      ? { value: given }
      : wrong('is not a dataset — name a connection and one of its datasets, such as google/users'),
);

/** An e-mail address, lower-cased. */
export const address = formed('invalid-address', 'add an e-mail address', readAddress);

/** Somebody who is to have a vault: an address, or `everyone` for all active people of the people source. */
export const vaultMember = formed('invalid-address', 'add an e-mail address, or everyone', (given) =>
  isEveryone(given) ? { value: 'everyone' } : readAddress(given),
);

/** `members: everyone` is short for a list of it alone. */
export const vaultMembers = z.pipe(
  z.transform((given: unknown) => (typeof given === 'string' && isEveryone(given) ? [given] : given)),
  z.array(vaultMember, { error: whenMissing('list their addresses, or write everyone') }),
);

function isEveryone(given: string): boolean {
  return given.trim().toLowerCase() === 'everyone';
}

function readAddress(given: string): Reading {
  return /^[^\s@<>"',;:]+@[^\s@.<>"',;:]+(\.[^\s@.<>"',;:]+)+$/.test(given)
    ? { value: given.toLowerCase() }
    : wrong('is not an e-mail address — write it as name@company.example');
}

/** A domain as the DNS has it, lower-cased; no web address. */
export const domain = formed('invalid-address', 'add the domain, such as wiki.example', (given) =>
  /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]$/i.test(given.trim())
    ? { value: given.trim().toLowerCase() }
    : wrong('is not a domain — write it as in wiki.example, without https:// and without a path'),
);

export const timezone = formed('invalid-timezone', 'add the company’s, such as Europe/Amsterdam', (given) =>
  isTimezone(given)
    ? { value: given }
    : wrong('is not an IANA time zone — write it as in Europe/Amsterdam, America/New_York or UTC'),
);

/** `Intl` knows zones in any case and offsets such as +01:00 as well; the schedule on AWS knows neither. */
function isTimezone(given: string): boolean {
  if (!/^[A-Z][\w+/-]*$/.test(given)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: given });
  } catch {
    return false;
  }
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(given) || !known.some((zone) => zone.toLowerCase() === given.toLowerCase());
}

export const schedule = formed('invalid-schedule', 'add a time such as "02:00"', (given) =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(given)
    ? { value: given }
    : wrong('is not a time of day — write hours and minutes in quotes, such as "02:00"'),
);

/** A day of the calendar, YYYY-MM-DD. */
export const date = (missing: string) =>
  formed('invalid-date', missing, (given) =>
    z.iso.date().safeParse(given).success
      ? { value: given }
      : wrong('is not a date of the calendar — write year, month and day, such as 2027-01-31'),
  );

/** A folder as written, or `s3://bucket/prefix` without a trailing slash. */
export const locker = formed('invalid-locker', 'name a folder, or s3://bucket/prefix', (given) => {
  if (given.trim() === '') return wrong('is empty — name a folder, or s3://bucket/prefix');
  if (!/^(s3:|[a-z][a-z0-9+.-]*:\/\/)/i.test(given)) return { value: given };
  if (/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^/]+)*\/?$/.test(given))
    return { value: given.replace(/\/$/, '') };
  return wrong('is neither a folder nor a bucket — name a folder, or s3://bucket/prefix');
});

/** Where a provider is asked instead of at its own address. No trailing slash. */
export const endpoint = formed('invalid-endpoint', 'remove the key, or add an address', (given) => {
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol))
    return wrong('is not a web address — write https:// and a host, or remove the key');
  if (url.username !== '' || url.password !== '')
    return wrong('holds a user name or password — remove it, and use `credentials`');
  if (/[?#]/.test(given)) return wrong('has a query or fragment — end it after the host or path');
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return wrong('would send credentials in the clear — use https; http is for this machine only');
  return { value: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
});

/** `URL` has already written every spelling of an IPv4 address as four numbers. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** A document's place in a repository. */
export const documentPath = formed('invalid-path', 'say where in the repository the document is', (given) => {
  const parts = given.split('/');
  const whole = parts.every((part) => part.trim() !== '' && part !== '.' && part !== '..');
  return whole && !/[\\\p{Cc}]/u.test(given)
    ? { value: given }
    : wrong('is not a path in a repository — write it as in policies/access-control.md, without a leading /');
});

/** `name`, or `owner/name`. */
export const repository = formed('invalid-repository', 'name the repository that holds it', (given) =>
  /^[\w.-]+(\/[\w.-]+)?$/.test(given) && !/(^|\/)\.{1,2}(\/|$)/.test(given)
    ? { value: given }
    : wrong('is not a repository — write its name, or owner/name where it is another organization’s'),
);

/** Seconds. */
export const patience = z.number().check(z.minimum(0), z.maximum(3600));

/** A bound on what a night takes: a whole number from 1. */
export const limit = (most: number) => z.int().check(z.minimum(1), z.maximum(most));

/** Days between reminders of what stays open; 0: never. */
export const remindEveryDays = z.int().check(z.minimum(0), z.maximum(365));

const referenceForms: Readonly<Record<SecretReference['from'], RegExp>> = {
  env: /^env:([A-Za-z_][A-Za-z0-9_]*)$/,
  file: /^file:([^\n]*\S)$/,
  secret: /^secret:([\w/+=.@:-]+)$/,
  op: /^(op:\/\/[^/\r\n]+(?:\/[^/\r\n]+){2,3})$/,
};

/** `env:NAME`, `file:PATH` (as written), `secret:NAME` or `op://vault/item/field`. Anything else may be the secret itself and is not shown. */
export const secretReference = z.pipe(
  z.unknown(),
  z.transform((given, context): SecretReference => {
    for (const from of ['env', 'file', 'secret', 'op'] as const) {
      const name = typeof given === 'string' ? referenceForms[from].exec(given)?.[1] : undefined;
      if (name !== undefined) return { from, name };
    }
    context.issues.push({
      code: 'custom',
      input: given,
      message:
        'does not name a place that holds the secret — write env:NAME, file:PATH, secret:NAME or op://vault/item/field; if this is a real secret, replace it where it was issued',
      params: { fault: 'plain-text-secret' },
    });
    return z.NEVER;
  }),
);
