export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';

/** What a mail server finds; `unread` where it depends on what was not asked. */
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

/** Whether a mechanism matches. Both may be so where that depends on what was not asked. */
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

export function stopped(
  domain: string,
  result: 'temperror' | 'permerror' | 'unread',
  because: string,
): Match {
  return { may: false, mayNot: false, error: { result, domain, because } };
}
