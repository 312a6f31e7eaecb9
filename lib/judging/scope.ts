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
