import type { Configuration } from '../../config/configuration.ts';
import type { Control } from '../../judging/control.ts';
import { outOfScope } from '../../judging/out-of-scope.ts';

/** Why a control is not judged at all, by this configuration; null where it is. */
export function notJudged(
  control: Control,
  { connections, controls, settings }: Pick<Configuration, 'connections' | 'controls' | 'settings'>,
): { readonly reason: string; readonly by: 'configuration' | 'scope' } | null {
  const choice = controls.get(control.id);
  if (choice && 'off' in choice) return { reason: choice.off, by: 'configuration' };
  const connected = [...new Set(connections.map(({ provider }) => provider))];
  // As a night's standard has them: a control may apply by what its provider's connections are set to.
  const asked = connections.map((one) => ({ id: one.id, provider: one.provider, settings: one.settings }));
  const outside = outOfScope(control, connected, { ...settings, connections: asked });
  return outside === null ? null : { reason: outside, by: 'scope' };
}
