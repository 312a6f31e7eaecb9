import type { DatadogUser, DatadogWorld } from '../stand-ins/datadog/world.ts';
import { hexId, numberFor } from './identifiers.ts';
import { before, timeText } from './nights.ts';
import { personNamed } from './people.ts';

/** Who watches the servers, and what they may do there. */
const rows = [
  ['Ines Verbeek', 'Datadog Admin Role'],
  ['Jonas Halloran', 'Datadog Admin Role'],
  ['Wessel Dijkhuis', 'Datadog Standard Role'],
  ['Priya Raman', 'Datadog Standard Role'],
  ['Tobias Lund', 'Datadog Read Only Role'],
] as const;

/** Has an account from night 14 on, and sets up her second factor before night 16. */
const newcomer = 'Noor Haddad';

/** What Datadog knows on a night. */
export function datadogAt(night: number): DatadogWorld {
  return {
    users: [
      ...rows.map(([name, role]) => userAt(name, night, { roles: [role] })),
      ...(night >= 14
        ? [userAt(newcomer, night, { roles: ['Datadog Standard Role'], mfa_enabled: night >= 16 })]
        : []),
      { ...account('berth-displays@fathom.example'), service_account: true, mfa_enabled: false },
      { ...account(addressAt('Hanneke Vos')), status: 'Pending', mfa_enabled: false },
      { ...account(addressAt('Freek Donker')), status: 'Disabled', disabled: true, mfa_enabled: false },
    ],
  };
}

function userAt(name: string, night: number, traits: Partial<DatadogUser>): DatadogUser {
  const last_login_time = timeText(before(night, 4 + numberFor(`datadog ${name}`, 6)));
  return { ...account(addressAt(name)), mfa_enabled: true, last_login_time, ...traits };
}

function account(email: string): Pick<DatadogUser, 'email' | 'id'> {
  return { id: hexId('datadog', email, 32), email };
}

function addressAt(name: string): string {
  return personNamed(name).email.toLowerCase();
}
