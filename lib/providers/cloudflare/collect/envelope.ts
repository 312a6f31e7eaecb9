import * as z from 'zod/mini';
import { CollectError } from '../../../evidence/problem.ts';
import { parseJson } from '../../../http/json.ts';

/** What every answer of Cloudflare's comes in. */
const envelope = z.object({
  success: z.boolean(),
  errors: z.nullish(z.array(z.unknown())),
  result: z.optional(z.unknown()),
  result_info: z.optional(z.unknown()),
});

export interface Envelope {
  readonly result: unknown;
  /** Where in a list this is; lists only. */
  readonly info: unknown;
}

const complaint = z.object({ code: z.int(), message: z.string() });

/** Takes an answer out of its envelope. Throws `malformed` for what is none, `rejected` for `success: false`. */
export function openEnvelope(text: string, where: string): Envelope {
  const { data } = envelope.safeParse(parseJson(text, where));
  if (!data)
    throw new CollectError(
      'malformed',
      `${where} is not in the envelope that Cloudflare documents (success, errors, result). Check that the endpoint is the provider’s own.`,
    );
  // A refusal has a status of its own; one that came with 200 is no answer either.
  if (!data.success || (data.errors ?? []).length > 0)
    throw new CollectError(
      'rejected',
      `${where} says that it did not succeed${said(data.errors?.[0])}. Check the account’s id and the token.`,
    );
  return { result: data.result, info: data.result_info };
}

/** Its words are not repeated: they may hold anything. Its numbers are documented. */
function said(error: unknown): string {
  const { data } = complaint.safeParse(error);
  return data ? ` (error ${data.code})` : '';
}
