import type { Configuration } from '../../config/configuration.ts';
import type { ServicesReport } from '../../index.ts';
import type { Finding } from '../../judging/finding.ts';
import { directoryEntry, directoryName } from '../../judging/services/directory.ts';
import type { FoundService } from '../../judging/services/found.ts';
import { type RegisteredService, registerOf, serviceKey } from '../../judging/services/register.ts';
import { allowedText, breadthOf } from '../../judging/services/scopes.ts';
import { directoryCommit } from '../../judging/services/two-factor-directory/entries.generated.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import type { Locker } from '../../locker/locker.ts';
import { findingsPath } from '../../runs/exceptions.ts';
import type { VerifiedRun } from '../../runs/verified-run.ts';
import type { ServicesOptions } from '../definitions/people.ts';
import type { ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { type ServicesFound, servicesFound } from '../services-found.ts';
import { servicesText } from '../services-text.ts';
import { terminal } from '../terminal.ts';

/** `exhibit services`: the register of services beside what the last sealed night found in use. */
export async function servicesCommand(options: ServicesOptions): Promise<ExitCode> {
  const shown = terminal(options);
  const configuration = await openConfiguration(options);
  return await withExistingLocker(configuration.locker, async (locker) => {
    const found = await servicesFound(configuration, locker);
    const report = await reportOf(configuration, found, locker);
    shown.out(options.json ? JSON.stringify(report) : servicesText(report, shown));
    const isWell = report.services.every(({ secondFactor }) => (secondFactor?.verdict ?? 'pass') === 'pass');
    return isWell && report.unregistered.length === 0 && report.discovery !== 'partial' ? 0 : 1;
  });
}

async function reportOf(
  { settings }: Configuration,
  { discovery, found, run, unregistered }: ServicesFound,
  locker: Locker,
): Promise<ServicesReport> {
  const judged = await secondFactors(run, locker);
  return {
    schema: 'exhibit/services/v1',
    run: run.run,
    discovery,
    directory: { attribution: directoryName, commit: directoryCommit },
    services: registerOf(settings).map((service) => ({
      name: service.name,
      domain: service.domain,
      signIn: service.signIn,
      connection: service.connection,
      vault: service.vault,
      owner: service.owner,
      users: service.users,
      clientIds: service.clientIds,
      offers: offersOf(service),
      ignored: service.ignore,
      secondFactor: judged.get(serviceKey(service)) ?? null,
      found: (found.get(service) ?? []).map(entryOf),
    })),
    unregistered: unregistered.map(entryOf),
  };
}

/** What the night came to of each registered service, by key. */
async function secondFactors(
  { findings, run }: VerifiedRun,
  locker: Locker,
): Promise<ReadonlyMap<string, Pick<Finding, 'verdict' | 'reason'>>> {
  const control = findings.controls.find(({ id }) => id === 'services.mfa-everywhere');
  const path = control && (await findingsPath(locker, run, findings.findings.path));
  if (!control || !path) return new Map();
  const lines = fileRecords<Finding>(path, control.lines);
  return new Map(
    [...lines].map(({ key, reason, subject, verdict }) => [key ?? subject, { verdict, reason }]),
  );
}

/** Whether a second factor is offered and which: what the register says goes before what the directory says. */
function offersOf({ domain, twoFactor }: RegisteredService): ServicesReport['services'][number]['offers'] {
  const methods = (domain === null ? null : directoryEntry(domain))?.methods ?? null;
  if (twoFactor) return { by: 'register', offered: twoFactor.offered, note: twoFactor.note, methods };
  return {
    by: methods && 'directory',
    offered: methods && methods.length > 0 ? true : null,
    note: null,
    methods,
  };
}

function allowedOf({ kind, scopes, vaults = [] }: FoundService): string {
  if (kind === 'saml') return 'signs people in by SAML';
  return kind === 'item' ? `shared items of ${vaults.join(', ')} lead there` : allowedText(scopes);
}

function entryOf(found: FoundService): ServicesReport['unregistered'][number] {
  const { clientId, firstSeen, key, kind, lastSeen, name, scopes, users } = found;
  return {
    key,
    kind,
    name,
    clientId,
    users: users.map(({ email, id }) => email ?? id),
    firstSeen,
    lastSeen,
    access: kind === 'saml' ? 'sign-in' : breadthOf(scopes),
    allowed: allowedOf(found),
    scopes,
  };
}
