import { CollectError } from '../evidence/problem.ts';
import { redactUrl, type Secrets } from './redact.ts';
import type { Failure } from './request-failure.ts';

/** What the message must say besides the failure. */
export interface Asked {
  readonly provider: string;
  readonly method: string;
  readonly url: string;
  readonly attempts: number;
  readonly patienceMs: number;
}

type Message = readonly [happened: string, advice: string];

/** The failure in a sentence for people: who, what, which request, the provider's own words, and what to do. */
export function collectError(failure: Failure, asked: Asked, secrets: Secrets): CollectError {
  const [happened, advice] = textFor(failure, asked);
  const facts = [failure.status, failure.reason, asked.attempts > 1 ? `${asked.attempts} attempts` : null];
  const detail = facts.filter((fact) => fact !== null).join(', ');
  const parts = [
    `${asked.provider} ${happened}${detail ? ` (${shown(detail, secrets)})` : ''}: ${asked.method} ${shownUrl(asked.url, secrets)}.`,
    failure.text ? `It says: “${shown(failure.text, secrets).replace(/\.$/, '')}”.` : '',
    advice,
  ];
  return new CollectError(failure.code, parts.filter(Boolean).join(' '), { status: failure.status });
}

function textFor(failure: Failure, asked: Asked): Message {
  switch (failure.code) {
    case 'unauthenticated':
      return ['does not accept the credential', 'Renew it, and check which account it belongs to.'];
    case 'denied':
      return ['refused the request', 'Grant what `exhibit init` lists for it, then try `exhibit doctor`.'];
    case 'rate-limited':
      return ['asks to slow down', patienceAdvice(failure, asked)];
    case 'timeout':
      return ['did not answer in time', 'Raise the connection’s `patience`, or run at a quieter hour.'];
    case 'unavailable':
      return ['gave no usable answer', 'Check the network and the provider’s status page, then run again.'];
    case 'untrusted':
      return [
        'could not be asked safely',
        'If there is a proxy of the company’s own in between, name the file of its certificate authority in NODE_EXTRA_CA_CERTS; else do not continue until you know who answers.',
      ];
    case 'malformed':
      return ['sent an answer that cannot be read', 'Check that the endpoint is the provider’s own.'];
    case 'truncated':
      return ['sent only a part of the answer', 'Check for a proxy in between, then run again.'];
    case 'interrupted':
      return ['had not finished its answer when the run was stopped', 'Run again.'];
    default:
      return ['did not accept the request', 'Check the connection’s settings and its endpoint.'];
  }
}

function patienceAdvice({ askedWaitMs }: Failure, { patienceMs }: Asked): string {
  const wait = askedWaitMs === null ? '' : `It asks for a wait of ${Math.ceil(askedWaitMs / 1000)} s. `;
  return `${wait}Raise the connection’s \`patience\` (${patienceMs / 1000} s), or run at a quieter hour.`;
}

/** Redacted first and shortened after, so that no secret loses its end and stays unrecognized. */
function shown(text: string, secrets: Secrets): string {
  const clean = redactUrl(text, secrets)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return clean.length > 200 ? `${clean.slice(0, 200).toWellFormed()}…` : clean;
}

/** Without its query: page tokens and field lists tell a person nothing, and are in the evidence. */
function shownUrl(url: string, secrets: Secrets): string {
  return shown(redactUrl(url, secrets).split(/[?#]/, 1)[0] ?? '', secrets);
}
