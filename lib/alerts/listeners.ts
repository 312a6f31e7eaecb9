/** Somebody whom the topic of alerts and alarms sends mail to. */
export interface Listener {
  readonly address: string;
  readonly isConfirmed: boolean;
  /** Whether the account alone can end it. Otherwise whoever, or whatever, opens the link of a mail ends it. */
  readonly isHeld: boolean;
}

export interface Deafness {
  /** How many of those who are to be told hear nothing. */
  readonly unheard: number;
  /** How many hear until somebody opens a link. */
  readonly loose: number;
}

/** Holds those who are to be told against those who are; null when all of them are, for good. */
export function deafness(mail: readonly string[], listeners: readonly Listener[]): Deafness | null {
  const subscriptions = mail.map((address) =>
    listeners.filter((one) => one.isConfirmed && sameAddress(one.address, address)),
  );
  const unheard = subscriptions.filter((own) => own.length === 0).length;
  const loose = subscriptions.filter((own) => own.length > 0 && !own.some(({ isHeld }) => isHeld)).length;
  return unheard + loose === 0 ? null : { unheard, loose };
}

function sameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
