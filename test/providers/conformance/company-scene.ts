import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { attestationsBefore } from '../../../demo/company/attestations.ts';
import type { World } from '../../../demo/company/company.ts';
import { demoConfiguration } from '../../../demo/company/configuration.ts';
import { exportTime } from '../../../demo/company/password-events.ts';
import { subject } from '../../../demo/company/people.ts';
import { addressesOf, closeServices, credentialsOf, startServices } from '../../../demo/services.ts';
import { vaultExport } from '../../../demo/stand-ins/onepassword.ts';
import { scopeOf } from '../../../lib/cli/attested-scope.ts';
import { openConfiguration } from '../../../lib/cli/open.ts';
import type { Configuration } from '../../../lib/config/configuration.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { manifests } from '../../../lib/providers/manifests.ts';
import { storeAttestation } from '../../../lib/runs/attestations.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { identitiesIn, night } from './company.ts';
import { reviewOf } from './review.ts';
import type { OpenScene } from './scene.ts';

const exportFile = 'vaults.json';
/** The made-up company with all its providers. */
export function companyScene(company: World): OpenScene {
  const exported = JSON.stringify(vaultExport(company.onepassword, exportTime(night), subject));
  return async (folder, now) => {
    const services = await startServices(() => company, { now });
    const { dns: _, ...standIns } = services;
    const config = join(folder, 'exhibit.yaml');
    const { people, ...rest } = withoutDeclared(
      parse(demoConfiguration({ ...addressesOf(services), locker: './evidence', exportFile })),
    );
    const grown = { ...people, identities: [...people.identities, ...identitiesIn(company)] };
    writeFileSync(config, stringify({ ...rest, people: grown }));
    const file = join(folder, exportFile);
    writeFileSync(file, exported);
    const configuration = await openConfiguration({ config });
    return {
      services,
      standIns,
      credentials: credentialsOf(services),
      configuration,
      storeWords: (place) => storeWords(place, configuration),
      beforeNight: () => services.aws.forgetReport(),
      spoilExport: (change) => {
        if (change === null) rmSync(file);
        else writeFileSync(file, change(exported));
      },
      behave: () => {
        for (const service of Object.values(services)) service.behave();
        writeFileSync(file, exported);
      },
      close: () => closeServices(services),
    };
  };
}

interface Written {
  readonly connections: readonly { readonly id: string; readonly provider: string }[];
  readonly services: readonly { readonly connection?: string }[];
  readonly people: { readonly identities: readonly object[] };
}

/** Providers that are declared are tried each on its own. */
function withoutDeclared({ connections, services, ...rest }: Written): Written {
  const declared = new Set(manifests.filter(({ isDeclared }) => isDeclared).map(({ id }) => id));
  const away = connections.filter(({ provider }) => declared.has(provider)).map(({ id }) => id);
  return {
    ...rest,
    connections: connections.filter(({ id }) => !away.includes(id)),
    services: services.filter(({ connection }) => connection === undefined || !away.includes(connection)),
  };
}

async function storeWords(place: string, configuration: Configuration): Promise<void> {
  const about = scopeOf(configuration);
  const locker = openFolderLocker(place);
  for (let number = 1; number <= night; number++)
    for (const { report, ...word } of attestationsBefore(number))
      await storeAttestation(locker, { ...word, about }, report ? [await fileOf(report)] : []);
  await storeAttestation(locker, { ...reviewOf(configuration), about }, []);
  await locker.close();
}

/** What shows that a word is true, as a file on this machine. */
async function fileOf({ name, text }: { readonly name: string; readonly text: string }): Promise<string> {
  const file = join(await temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}
