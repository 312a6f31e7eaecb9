import type { Control, ControlSettings } from './control.ts';

/** Why a control does not apply to the connections there are, or null. */
export function outOfScope(
  control: Control,
  connected: readonly string[],
  settings: ControlSettings,
): string | null {
  if (control.applies) return control.applies(connected, settings);
  const missing = control.needs.find(
    (need) => !need.optional && !need.ifAsked && !connected.includes(need.dataset.provider),
  );
  return missing ? `No ${missing.dataset.provider} connection is configured.` : null;
}

/** The provider whose connection a control would need, where that is why it is outside; else null. */
export function notConnected(reason: string): string | null {
  return /^No (\S+) connection is configured\.$/.exec(reason)?.[1] ?? null;
}
