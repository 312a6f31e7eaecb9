import type { SignedIn } from '../../../../demo/company/configuration.ts';
import type { RightAnswer } from '../../../../demo/stand-ins/serve/stand-in.ts';

type Patterns = readonly (readonly [path: RegExp, question: string])[];

/** Which of a service's answers comes from a path; the first pattern that fits. Refusals stand after `refused`. */
const questions: Readonly<Record<Exclude<SignedIn, 'github'>, { ok: Patterns; refused: Patterns }>> = {
  google: {
    ok: [
      [/\/users$/, 'users'],
      [/\/orgunits$/, 'organizationUnits'],
      [/\/groups$/, 'groups'],
      [/\/members$/, 'members'],
      [/\/policies$/, 'policies'],
      [/:signJwt$/, 'signed'],
      [/^\/v1\/token$/, 'exchanged'],
      [/^\/token$/, 'token'],
    ],
    refused: [
      [/\/token$/, 'refused token'],
      [/./, 'refusal'],
    ],
  },
  slack: {
    ok: [
      [/\/auth\.test$/, 'auth.test'],
      [/\/team\.info$/, 'team.info'],
      [/\/users\.list$/, 'users.list'],
    ],
    refused: [
      [/\/auth\.test$/, 'auth.test'],
      [/\/team\.info$/, 'team.info'],
      [/\/users\.list$/, 'users.list'],
    ],
  },
  aws: {
    ok: [
      [/#GenerateCredentialReport$/, 'GenerateCredentialReport'],
      [/#GetAccountSummary$/, 'GetAccountSummary'],
      [/#GetCallerIdentity$/, 'GetCallerIdentity'],
      [/#GetCredentialReport$/, 'GetCredentialReport'],
    ],
    refused: [[/./, 'refusal']],
  },
  npm: {
    ok: [
      [/\/user$/, 'members'],
      [/\/package$/, 'packages'],
      [/\/whoami$/, 'whoami'],
      [/\/tokens$/, 'tokens'],
    ],
    refused: [[/./, 'refusal']],
  },
  onepassword: {
    ok: [
      [/\/introspect$/, 'introspection'],
      [/\/auditevents$/, 'audit events'],
      [/\/signinattempts$/, 'sign-in attempts'],
      [/\/token$/, 'token'],
      [/\/users$/, 'users'],
    ],
    refused: [
      [/\/token$/, 'refused token'],
      [/^\/api\//, 'refused events'],
      [/./, 'refused users'],
    ],
  },
  cloudflare: {
    ok: [
      [/\/verify$/, 'verified'],
      [/\/members$/, 'members'],
      [/\/accounts\/[^/]+$/, 'account'],
    ],
    refused: [[/./, 'refusal']],
  },
};

/** What the answer is to; throws for a path that no question has, which nobody describes. */
export function questionOf(service: Exclude<SignedIn, 'github'>, { path, status }: RightAnswer): string {
  const { ok, refused } = questions[service];
  const found = (status < 400 ? ok : refused).find(([pattern]) => pattern.test(path));
  if (!found) throw new Error(`${service} answers ${path}, which nobody describes.`);
  return found[1];
}

/** `service question` of each. */
export const everyQuestion: readonly string[] = Object.entries(questions).flatMap(
  ([service, { ok, refused }]) => [...ok, ...refused].map(([, question]) => `${service} ${question}`),
);
