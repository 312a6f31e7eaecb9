import type { DnsMisdeed } from '../../../../demo/stand-ins/dns.ts';
import { dnsWith } from '../../../../lib/providers/dns/collect/index.ts';
import { anyProvider } from '../../../../lib/providers/provider.ts';
import type { CaseId } from '../cases.ts';
import { type Declaration, noList, type Outcome, type Reason, type Rule } from '../declaration.ts';

const noHttp: Reason = { because: 'The DNS has no credentials, no limits and no redirects.' };
const small: Reason = { because: 'An answer over UDP is no larger than 64 kB.' };
const noJson: Reason = { because: 'An answer of the DNS is not JSON and has no shape but its own.' };

/** What stands for a misdeed of HTTP's in the DNS. */
const misdeeds: Readonly<Partial<Record<Rule['do'], DnsMisdeed | 'nothing'>>> = {
  403: 'refused',
  500: 'servfail',
  close: 'silence',
  'not-json': 'garbage',
  404: 'nothing',
};

const notThere: readonly CaseId[] = [
  '401',
  '403 that says the credential back',
  '429',
  '429 with a Retry-After beyond patience',
  '429 with a Retry-After within patience',
  'a redirect to another host',
];

/** Each domain is a record, also one of which nothing is known. */
const kept = (ends: Outcome['ends'], because: string, bars: readonly string[] = []) => ({
  ends,
  because,
  bars,
});
const known = 'Every domain is a record, also one whose texts did not come.';

const spoilt = (name: string): Declaration['questions'][string] => ({
  feeds: ['mail-records'],
  spoil: ({ services }, rule) => services?.dns.misbehave(name, misdeeds[rule.do] ?? 'garbage'),
  ...noList('A text'),
  field: noJson,
  instead: {
    ...Object.fromEntries(notThere.map((id) => [id, noHttp])),
    '403': kept('partial denied', known),
    '404': kept('complete', 'That there is no such name is an answer.', ['email.spoofing-rejected']),
    '500': kept('partial unavailable', known),
    'a closed connection': kept('partial timeout', known),
    'a page that is no JSON': kept('partial malformed', known),
    'half an answer': noJson,
    'an answer of 40 MB': small,
    'words that nobody knows': noJson,
    'a page of the wrong shape': noJson,
  },
});

export const dns: Declaration = {
  connection: 'dns',
  questions: {
    SPF: spoilt('fathom.example'),
    DMARC: spoilt('_dmarc.fathom.example'),
    DKIM: spoilt('google._domainkey.fathom.example'),
  },
  hurried: anyProvider(dnsWith({ timeoutMs: 3_000, tries: 1, domainMs: 300_000, questions: 250 })),
};
