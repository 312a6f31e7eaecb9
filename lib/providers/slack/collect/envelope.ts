import * as z from 'zod/mini';
import { CollectError, type ProblemCode } from '../../../evidence/problem.ts';
import { withMessages } from '../../../evidence/schema-messages.ts';
import { parseJson } from '../../../http/json.ts';

/** What every answer of Slack's is: a success or not, and what the client library looks at beside it. */
const envelope = z.object({
  ok: z.boolean(),
  error: z.optional(z.string()),
  needed: z.optional(z.string()),
  provided: z.optional(z.string()),
  response_metadata: z.optional(
    z.object({ warnings: z.optional(z.array(z.string())), messages: z.optional(z.array(z.string())) }),
  ),
});

type Envelope = z.infer<typeof envelope>;

const codes: Readonly<Record<string, ProblemCode>> = {
  account_inactive: 'unauthenticated',
  invalid_auth: 'unauthenticated',
  not_authed: 'unauthenticated',
  token_expired: 'unauthenticated',
  token_revoked: 'unauthenticated',
  access_denied: 'denied',
  accesslimited: 'denied',
  missing_scope: 'denied',
  no_permission: 'denied',
  not_allowed_token_type: 'denied',
  team_access_not_granted: 'denied',
  rate_limited: 'rate-limited',
  ratelimited: 'rate-limited',
  fatal_error: 'unavailable',
  internal_error: 'unavailable',
  request_timeout: 'timeout',
  service_unavailable: 'unavailable',
};

/**
 * Checks the text of an answer to `method`. Slack says no with status 200 and `ok: false`: throws the code that the
 * refusal means, or `malformed` for what is no answer of Slack's at all.
 */
export function checkResponse(text: string, method: string): unknown {
  const where = `Slack’s answer to ${method}`;
  const response = parseJson(text, where);
  const { data, error } = envelope.safeParse(response, withMessages);
  if (data?.ok) return response;
  if (data) throw refusalOf(data, method);
  const [issue] = error.issues;
  throw new CollectError(
    'malformed',
    `${where} is not of the documented shape: ${issue?.path.join('.') || 'the whole of it'}: ${issue?.message}. Check that the endpoint is the provider’s own; if it is, the provider changed its answers.`,
  );
}

function refusalOf({ error = '', needed, provided }: Envelope, method: string): CollectError {
  const reason = shown(error) ?? 'without a reason that could be read';
  const code = (Object.hasOwn(codes, error) ? codes[error] : undefined) ?? 'rejected';
  const scopes = [
    shown(needed) === null ? null : `needs ${shown(needed)}`,
    shown(provided) === null ? null : `the token has ${shown(provided)}`,
  ].filter((part) => part !== null);
  const detail = [reason, ...scopes].join('; ');
  return new CollectError(code, `Slack refused ${method} (${detail}). ${advice[code] ?? otherAdvice}`);
}

/** Slack’s words are codes and lists of scopes; anything else is not repeated, as it may hold anything. */
function shown(value: string | undefined): string | null {
  return value !== undefined && /^[\w:.,-]{1,200}$/.test(value) ? value : null;
}

const otherAdvice = 'Look the error up in Slack’s documentation of the method.';

const advice: Readonly<Partial<Record<ProblemCode, string>>> = {
  unauthenticated: 'Renew the token, and check that the person it belongs to is still active.',
  denied: 'Give the app the user scopes that `exhibit init` lists, install it again, and use its user token.',
  'rate-limited': 'Run at a quieter hour.',
  unavailable: 'Check Slack’s status page, then run again.',
  timeout: 'Check Slack’s status page, then run again.',
};
