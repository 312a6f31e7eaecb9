import * as z from 'zod/mini';
import { type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { type Judgement, unknown } from '../../judging/judgement.ts';
import {
  ignoreEnded,
  type RegisteredService,
  registerOf,
  serviceKey,
} from '../../judging/services/register.ts';
import { vaultControls } from './own-controls.ts';

/** That an entry lies in a vault no API tells without opening it; what is judged is the vault that the register names. */
export const sharedCredentialsInVault = defineControl({
  id: 'services.shared-credentials-in-vault',
  version: 2,
  title: 'Shared credentials lie in a vault that is looked after',
  meaning:
    'According to the register, every shared account of a service is in a vault that exists and passes the password manager’s own controls: more than one person has it, and those who need it and nobody else.',
  fix: 'Keep the account in the vault that is named under services, give the vault to the people who need it, and name them under vaults.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-5', 'AC-2'], cis: ['5.2'] },
  needs: [],
  parameters: () => z.strictObject({}),
  afterOthers: true,
  applies: (_, settings) =>
    registerOf(settings ?? {}).some(({ vault }) => vault !== null)
      ? null
      : 'No service of the register names a vault with shared credentials.',
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const { now, settings } = input;
  for (const service of registerOf(settings)) {
    const { ignore, vault } = service;
    if (vault === null || (ignore && ignoreEnded(ignore, now, settings.timezone ?? 'UTC') === null)) continue;
    const who = { key: serviceKey(service), subject: service.name };
    yield {
      ...who,
      ...judge(vault, input),
      expected: `in the vault ${vault}`,
      seen: namedIn(service, input),
    };
  }
}

function judge(vault: string, { concluded }: ControlInput<unknown>): Judgement {
  const said = vaultControls().map((control) => ({
    control,
    of: concluded?.onSubject(control, vault) ?? [],
  }));
  const all = said.flatMap(({ control, of }) =>
    of.map(({ reason, verdict }) => ({
      verdict,
      waived: verdict === 'pass' && reason !== '' ? `${control}: ${reason}` : null,
      reason:
        `The vault ${vault}: ${control} ${verdict === 'fail' ? 'fails' : 'is unknown'}. ${reason}`.trim(),
    })),
  );
  const worst =
    all.find(({ verdict }) => verdict === 'fail') ?? all.find(({ verdict }) => verdict === 'unknown');
  if (worst) return worst;
  if (all.length === 0)
    return unknown(
      `No shared vault of that name was seen: it is not known whether ${vault} exists and more than one person has it.`,
    );
  const silent = silentOf(said);
  if (silent !== null)
    return unknown(`The vault ${vault}: ${silent} did not judge it, and nothing else shows it.`);
  const waived = all.flatMap((one) => one.waived ?? []);
  const passes = waived.length > 0 ? `is excused. ${waived.join(' ')}` : 'passes its own controls.';
  return { verdict: 'pass', reason: `According to the register it is there; the vault ${passes}` };
}

/** A control of the password manager that has the vault, which is turned off or says nothing of it: one of two is no pass of both. */
function silentOf(
  said: readonly { readonly control: string; readonly of: readonly unknown[] }[],
): string | null {
  const managerOf = (control: string): string => control.split('.')[0] ?? '';
  const speaking = new Set(said.flatMap(({ control, of }) => (of.length > 0 ? [managerOf(control)] : [])));
  return said.find(({ control, of }) => of.length === 0 && speaking.has(managerOf(control)))?.control ?? null;
}

/** Which shared accounts of the configuration are kept there. */
function namedIn({ vault }: RegisteredService, { settings }: ControlInput<unknown>): string {
  const accounts = settings.sharedAccounts.filter((shared) => shared.vault === vault).map(({ name }) => name);
  return accounts.length > 0
    ? `declared there: ${accounts.sort().join(', ')}`
    : 'declared only in the register';
}
