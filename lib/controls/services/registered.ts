import * as z from 'zod/mini';
import { appGrants, samlSignIns } from '../../evidence/datasets/google-workspace.ts';
import { vaults } from '../../evidence/datasets/onepassword.ts';
import {
  type Assessment,
  type ControlInput,
  type ControlSettings,
  defineControl,
} from '../../judging/control.ts';
import { fail, type Judgement, named } from '../../judging/judgement.ts';
import { ifAsked, optional } from '../../judging/need.ts';
import { type FoundService, foundServices } from '../../judging/services/found.ts';
import { itemServices } from '../../judging/services/item-domains.ts';
import { matcher } from '../../judging/services/match.ts';
import { ignoreEnded, type RegisteredService, registerOf } from '../../judging/services/register.ts';
import { registeredId } from '../../judging/services/registered-id.ts';
import { includesReports } from '../../judging/services/reports.ts';
import { breadthOf, breadths } from '../../judging/services/scopes.ts';
import { usedText } from '../../judging/services/seen-text.ts';

/** What is found is a lower bound: an account that was made with a password leaves no trace at Google. */
export const servicesRegistered = defineControl({
  id: registeredId,
  version: 2,
  title: 'Every service that people use is in the register',
  meaning:
    'Every application that somebody gave access to a Google account, or signs in to through Google, and every domain that an item of a shared vault leads to where an export has titles, is in the register of services, or is ignored there with a reason, an approval and an end.',
  fix: 'Find out what it is and who needs it. Add it under services, with its client id; or remove its access in the Admin console (Security › API controls); or ignore it there for a time and say why.',
  mappings: {
    soc2: ['CC6.1', 'CC9.2'],
    iso27001: ['A.5.9', 'A.5.19'],
    nist80053: ['CM-8', 'SA-9'],
    cis: ['2.1', '15.1'],
  },
  needs: [ifAsked(appGrants), ifAsked(samlSignIns), optional(vaults)],
  parameters: () => z.strictObject({}),
  applies: (_, settings) => discovering(settings),
  evaluate,
});

/** Why services are not looked for, or null where they are. */
export function discovering(settings: ControlSettings | undefined): string | null {
  const all = settings?.connections ?? [];
  return all.some(({ id }) => includesReports({ connections: all }, id, 'grants'))
    ? null
    : 'Exhibit does not look for services: set reports: { grants: true } at a Google Workspace connection.';
}

/** Broad access first, so far as the order of findings does not say otherwise. */
function* evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const register = registerOf(input.settings);
  const match = matcher(register);
  const [services, items] = [foundServices(input), itemServices(input)];
  // Shared items are beside what Google tells, and make up for nothing that it does not.
  if (services.length === 0 && items.length > 0) yield nothingFound;
  const found = [...services, ...items].toSorted((one, other) => rank(one) - rank(other));
  for (const service of found) {
    const { key, subject } = service;
    const beside = { expected: 'in the register, or ignored for a time', seen: usedText(service) };
    yield { key, subject, ...judge(service, match(service), input), ...beside };
  }
}

const nothingFound: Assessment = {
  ...named('Google’s logs'),
  verdict: 'unknown',
  reason: 'Google names no application that anybody uses: that does not prove that there is none.',
};

/** A shared item says nothing of what a service may read. */
function rank({ kind, scopes }: FoundService): number {
  if (kind === 'item') return breadths.length;
  return breadths.indexOf(breadthOf(scopes));
}

function judge(
  found: FoundService,
  service: RegisteredService | null,
  { now, settings }: ControlInput<unknown>,
): Judgement {
  if (!service) {
    const hint = namesakeText(found, registerOf(settings));
    return fail(`It is in use and not in the register. ${usedText(found)}${hint}`);
  }
  const { ignore, name } = service;
  if (ignore === null) return { verdict: 'pass', reason: `In the register as ${name}.` };
  const ended = ignoreEnded(ignore, now, settings.timezone ?? 'UTC');
  if (ended !== null) return fail(`${ended} ${usedText(found)}`);
  const { approvedBy, expires, reason } = ignore;
  return { verdict: 'pass', reason: `Ignored until ${expires} (${reason}; approved by ${approvedBy}).` };
}

/** Whoever made an application chose its name, so that it cannot pass by that alone. */
function namesakeText({ clientId, name }: FoundService, register: readonly RegisteredService[]): string {
  const namesake = register.find((service) => service.name.toLowerCase() === name.trim().toLowerCase());
  if (!namesake || clientId === null) return '';
  return ` It calls itself ${namesake.name}, as any application may: if it is that service, add ${clientId} to its clientIds.`;
}
