import type { RightAnswer } from '../../../../demo/stand-ins/serve/stand-in.ts';
import type { Answers as Aws } from './aws.ts';
import type { Answers as Bitwarden } from './bitwarden.ts';
import type { Answers as Cloudflare } from './cloudflare.ts';
import type { Answers as Google } from './google.ts';
import type { Answers as Npm } from './npm.ts';
import type { Answers as OnePassword } from './onepassword.ts';
import type { Answers as Slack } from './slack.ts';

/** All but GitHub's, which are told apart by its own description. */
interface Answers {
  readonly google: Google;
  readonly slack: Slack;
  readonly aws: Aws;
  readonly npm: Npm;
  readonly onepassword: OnePassword<unknown, unknown, unknown, unknown, unknown>;
  readonly cloudflare: Cloudflare<unknown, unknown, unknown>;
  readonly bitwarden: Bitwarden;
}

type Patterns<Service extends keyof Answers> = readonly (readonly [
  path: RegExp,
  question: keyof Answers[Service] & string,
])[];

/** Which of a service's answers comes from a path; the first pattern that fits. */
const questions: {
  readonly [Service in keyof Answers]: {
    readonly ok: Patterns<Service>;
    readonly refused: Patterns<Service>;
  };
} = {
  google: {
    ok: [
      [/\/applications\/\w+$/, 'activities'],
      [/\/usage\/dates\/[\d-]+$/, 'usage'],
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
      [/^(\/v1)?\/token$/, 'refused token'],
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
      [/^export$/, 'export'],
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
  bitwarden: {
    ok: [
      [/\/connect\/token$/, 'token'],
      [/\/members$/, 'members'],
      [/\/members\/[^/]+$/, 'member'],
      [/\/groups$/, 'groups'],
      [/\/member-ids$/, 'ids'],
      [/\/collections$/, 'collections'],
      [/\/policies$/, 'policies'],
      [/\/events$/, 'events'],
    ],
    refused: [
      [/\/connect\/token$/, 'refused token'],
      [/./, 'refusal'],
    ],
  },
};

/** What the answer is to; throws for a path that no question has, which nobody describes. */
export function requestOf(service: keyof Answers, { path, status }: RightAnswer): string {
  const { ok, refused } = questions[service];
  const found = (status < 400 ? ok : refused).find(([pattern]) => pattern.test(path));
  if (!found) throw new Error(`${service} answers ${path}, which nobody describes.`);
  return found[1];
}

/** `service question` of each. */
export const everyRequest: readonly string[] = Object.entries(questions).flatMap(
  ([service, { ok, refused }]) => [...ok, ...refused].map(([, question]) => `${service} ${question}`),
);
