import type { SignedIn } from '../../../../demo/company/configuration.ts';
import type { RightAnswer } from '../../../../demo/stand-ins/serve/stand-in.ts';
import { readAws, readReport } from './aws-answers.ts';
import { requestOf } from './requests.ts';

/** An answer in the form that its description speaks of. */
export interface Held {
  readonly service: SignedIn;
  /** Of GitHub the path, and the name of an answer elsewhere. */
  readonly question: string;
  readonly status: number;
  readonly value: unknown;
}

/** Takes answers as they come, and keeps of those that are alike one. */
export function holding() {
  const kept = new Map<string, Held>();
  const take = (one: Held) => {
    const value = thinned(one.value);
    kept.set(`${one.service} ${one.question} ${one.status} ${formOf(value)}`, { ...one, value });
  };
  return {
    hear(service: SignedIn, answer: RightAnswer): void {
      for (const one of heldIn(service, answer)) take(one);
    },
    held: (): readonly Held[] => [...kept.values()],
  };
}

function heldIn(service: SignedIn, answer: RightAnswer): readonly Held[] {
  const { path, status, text } = answer;
  // Of providers that are declared there are no descriptions here.
  if (isDeclared(service)) return [];
  if (service === 'github') return [{ service, status, question: path, value: JSON.parse(text) }];
  const question = requestOf(service, answer);
  if (service !== 'aws') return [{ service, status, question, value: JSON.parse(text) }];
  const lines = question === 'GetCredentialReport' ? readReport(text) : [];
  return [
    { service, status, question, value: readAws(text) },
    ...lines.map((value) => ({ service, status, question: 'report', value })),
  ];
}

const declared = ['sentry', 'datadog', 'atlassian', 'zoom'] as const;

function isDeclared(service: SignedIn): service is (typeof declared)[number] {
  return declared.some((one) => one === service);
}

/** The value with one entry of each form in its lists. */
function thinned(value: unknown): unknown {
  if (Array.isArray(value))
    return [...new Map(value.map((entry) => [formOf(entry), thinned(entry)])).values()];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, thinned(inner)]));
}

/** Names, types, and the words that a description may list. */
function formOf(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(formOf))].join()}]`;
  if (typeof value === 'string') return /^[A-Z]+(_[A-Z]+)*$|^[a-z]+(_[a-z]+)+$/.test(value) ? value : 'text';
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const entries = Object.entries(value).map(([key, inner]) => `${key}:${formOf(inner)}`);
  return `{${entries.sort().join()}}`;
}
