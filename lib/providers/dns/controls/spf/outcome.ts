import { quoted } from '../../../../evidence/mail/quoted.ts';
export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';

/** What a mail server finds; `unread` where that depends on what is not known. */
export interface Outcome {
  readonly result: SpfResult | 'unread';
  /** The domain whose record decides. */
  readonly domain: string;
  /** The term that decides, or what is wrong; empty where nothing matched. */
  readonly because: string;
  /** What matched in the record that the term includes. */
  readonly within?: Outcome;
}

export const resultOf = { '+': 'pass', '-': 'fail', '?': 'neutral', '~': 'softfail' } as const;

/** Whether a mechanism matches. Both may be so where that depends on the sender. */
export interface Match {
  readonly may: boolean;
  readonly mayNot: boolean;
  /** Ends the evaluation, unless it goes on for other senders. */
  readonly error?: Outcome;
  readonly within?: Outcome;
}

export const yes: Match = { may: true, mayNot: false };
export const no: Match = { may: false, mayNot: true };
export const maybe: Match = { may: true, mayNot: true };

/** A name on which nothing is known ends the evaluation: it may hide anything. */
export function withoutAnswer(
  domain: string,
  text: string,
  name: string,
  found: 'failed' | 'not-asked',
): Match {
  return found === 'failed'
    ? stopped(domain, 'temperror', `${quoted(text)}: there was no answer on ${name}`)
    : stopped(domain, 'unread', `${quoted(text)}: ${name} was not asked`);
}

export function stopped(
  domain: string,
  result: 'temperror' | 'permerror' | 'unread',
  because: string,
): Match {
  return { may: false, mayNot: false, error: { result, domain, because } };
}
