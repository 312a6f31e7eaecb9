import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import * as z from 'zod/mini';

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

const domain = () =>
  z
    .pipe(
      z.string(),
      z.transform((text) => domainToASCII(text.trim().replace(/\.$/, ''))),
    )
    .check(
      z.refine((name) => name.includes('.') && name.split('.').every((part) => label.test(part)), {
        error: 'must be a domain, such as acme.example',
      }),
    );

const selector = () =>
  z
    .pipe(
      z.string(),
      z.transform((text) => text.trim().toLowerCase()),
    )
    .check(
      z.refine((name) => name.split('.').every((part) => label.test(part)), {
        error: 'must be a DKIM selector, such as google',
      }),
    );

/** The provider's own keys of a DNS connection in `exhibit.yaml`. */
export const settings = () =>
  z.strictObject({
    /** Every domain of the company, also those that send no mail. */
    domains: z.array(domain()).check(
      z.minLength(1),
      z.refine((names) => new Set(names).size === names.length, { error: 'names a domain twice' }),
    ),
    /** Where DKIM keys are; the DNS has no list of them. */
    selectors: z._default(z.array(selector()), []),
    /** The name server to ask, as `address` or `address:port`; default: this machine's own. */
    resolver: z.optional(
      z.string().check(
        z.refine(isServer, {
          error: 'must be an IP address, such as 192.0.2.1, 192.0.2.1:53 or [2001:db8::1]:53',
        }),
      ),
    ),
  });

export type Settings = z.infer<ReturnType<typeof settings>>;

function isServer(text: string): boolean {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (isIP(text) === 6) return true;
  const address = bracketed === undefined ? isIP(plain ?? '') === 4 : isIP(bracketed) === 6;
  return address && (port === undefined || (Number(port) > 0 && Number(port) < 65_536));
}
