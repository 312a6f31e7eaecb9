import { existsSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { Configuration, Connection } from '../config/configuration.ts';
import { ConfigurationError, type Fault } from '../config/error.ts';
import { faultsOnAws } from '../config/on-aws.ts';
import type { ConfigurationFiles } from './function-code.ts';

/** Where the locker is to be: the name that the configuration asks for, or none. */
export interface LockerPlace {
  readonly name: string | null;
  /** Ends with `/`, or is empty. */
  readonly prefix: string;
}

/**
 * The locker's bucket and prefix. A bucket that the configuration names is made by the stack under that name; a folder
 * means nothing on AWS, and the stack's own bucket takes its place.
 */
export function lockerPlace({ locker }: Pick<Configuration, 'locker'>): LockerPlace {
  const [, name, path = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/.exec(locker) ?? [];
  return { name: name ?? null, prefix: path === '' ? '' : `${path}/` };
}

/**
 * The files that go into every function. Throws `ConfigurationError` with everything that works on one machine and
 * cannot work on AWS.
 */
export function configurationFiles(configuration: Configuration): ConfigurationFiles {
  const faults = [
    ...faultsOnAws(configuration).map(({ place, message }) => fault(place, message)),
    ...fileFaults(configuration),
  ];
  if (faults.length > 0) throw new ConfigurationError(configuration.file, faults);
  return {
    configuration: configuration.file,
    named: namedFiles(configuration).map(({ name }) => name),
    providers: configuration.ownProviders.map(({ file, said }) => ({
      id: said.id,
      name: fileNamed(configuration, `providers.${said.id}`, file).name,
    })),
  };
}

/**
 * Whether a connection reads what a person exported by hand. On AWS it is uploaded, and does not go with a deployment: there
 * is a new one every few days, and who has which vault is nothing for the bucket that functions are kept in.
 */
export function readsExport({ settings }: Pick<Connection, 'settings'>): boolean {
  return typeof (Object(settings) as { file?: unknown }).file === 'string';
}

interface NamedFile {
  readonly path: string;
  /** Relative to the configuration's folder. */
  readonly name: string;
  readonly absolute: string;
}

/** Files that the configuration names and the functions find beside them. Exports are not among them: see `readsExport`. */
function namedFiles(configuration: Configuration): NamedFile[] {
  const named = (path: string, file: string) => fileNamed(configuration, path, file);
  const { leavers, signing, trustedKeys } = configuration;
  return [
    ...(leavers === null ? [] : [named('people.leavers', leavers)]),
    ...trustedKeys.map((file, index) => named(`trustedKeys[${index}]`, file)),
    ...(signing.timestamps?.certificates ?? []).map((file, index) =>
      named(`signing.timestamps.certificates[${index}]`, file),
    ),
    ...(signing.witness?.rekor.key ? [named('signing.witness.rekor.key', signing.witness.rekor.key)] : []),
  ];
}

function fileNamed({ file: ours }: Configuration, path: string, file: string): NamedFile {
  const folder = ours.slice(0, ours.lastIndexOf(sep) + 1);
  const absolute = isAbsolute(file) ? file : `${folder}${file}`;
  return { path, name: relative(folder, absolute), absolute };
}

/** Files that declare providers, under the connections that name them. */
function providerFiles(configuration: Configuration): NamedFile[] {
  return configuration.connections.flatMap(({ provider }, index) => {
    const own = configuration.ownProviders.find(({ said }) => said.id === provider);
    return own ? [fileNamed(configuration, `connections[${index}].provider`, own.file)] : [];
  });
}

function fileFaults(configuration: Configuration): Fault[] {
  const files = [...namedFiles(configuration), ...providerFiles(configuration)];
  return files.flatMap(({ path, name, absolute }) => {
    if (name.startsWith('..') || isAbsolute(name))
      return [
        fault(path, 'lies outside the folder of the configuration — move it there, so that it can go along'),
      ];
    if (!existsSync(absolute))
      return [fault(path, `is not there (${name}) — put it there, or remove the key`)];
    return [];
  });
}

function fault(path: string, message: string): Fault {
  return { code: 'not-deployable', line: null, column: null, path, message };
}
