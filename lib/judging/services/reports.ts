import { connectionSetting } from '../control.ts';

/** The reports of Google that a connection may be asked for; each is off unless the configuration turns it on. */
export type Report = 'usage' | 'grants';

/** Whether the configuration turns such a report on for a connection. */
export function includesReports(
  settings: Parameters<typeof connectionSetting>[0],
  connection: string,
  report: Report,
): boolean {
  const reports = connectionSetting(settings, connection, 'reports');
  return (
    typeof reports === 'object' && reports !== null && (reports as Record<string, unknown>)[report] === true
  );
}
