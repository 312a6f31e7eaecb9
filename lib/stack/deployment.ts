import { existsSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { ConfigurationError, type Fault } from '../config/error.ts';
import {
  configurationName,
  largestObjectMegabytes,
  type ObjectFile,
  type PackedConfiguration,
  packConfiguration,
} from '../config/object.ts';
import { faultsOnAws } from '../config/on-aws.ts';
import { findSecrets } from '../config/suspicion.ts';
import { FileError, madeBytes } from '../files/made-file.ts';
import { EncodingError, textIn } from '../files/made-text.ts';
import { manifests } from '../providers/manifests.ts';
import type { OwnFile } from './function-code.ts';

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
 * The configuration, and the files that it names, as one object. Throws `ConfigurationError` with everything that works on one
 * machine and cannot work on AWS.
 */
export function packed(configuration: Configuration): PackedConfiguration {
  const faults = [
    ...faultsOnAws(configuration).map(({ place, message }) => fault(place, message)),
    ...fileFaults(configuration),
  ];
  const files = faults.length > 0 ? [] : readFiles(configuration, faults);
  if (faults.length > 0) throw new ConfigurationError(configuration.file, faults);
  const made = packConfiguration({
    files,
    code: ownFiles(configuration).map(({ id, name }) => ({
      name,
      sha256: configuration.ownProviders.find(({ said }) => said.id === id)?.said.sha256 ?? '',
    })),
  });
  if (made.bytes.length <= largestObjectMegabytes * 1024 * 1024) return made;
  throw new ConfigurationError(configuration.file, [
    fault(
      '',
      `and the files that it names are more than ${largestObjectMegabytes} MiB together — shorten the longest of them`,
    ),
  ]);
}

/** Files that declare the company's own providers, which are deployed as code. */
export function ownFiles(configuration: Configuration): readonly OwnFile[] {
  return configuration.ownProviders.map(({ file, said }) => {
    const { absolute, name } = fileNamed(configuration, `providers.${said.id}`, file);
    return { id: said.id, absolute, name };
  });
}

/**
 * Everything that is uploaded is searched for secrets: a key file in the place of a public one, what stands in a comment of
 * the configuration, a token in a module. The company's own modules go with the functions and not into the object.
 */
function readFiles(configuration: Configuration, faults: Fault[]): readonly ObjectFile[] {
  const own = { path: '', name: configurationName, absolute: configuration.file };
  const objects = [own, ...namedFiles(configuration)].map((file) => readFile(file, configuration, faults));
  for (const file of providerFiles(configuration)) readFile(file, configuration, faults);
  return objects;
}

function readFile(
  { absolute, name, path }: NamedFile,
  { ownProviders }: Configuration,
  faults: Fault[],
): ObjectFile {
  const bytes = bytesOf(absolute);
  if (typeof bytes === 'string') {
    faults.push(fault(path, `cannot be read (${name}: ${bytes}) — shorten it, or name another file`));
    return { name, bytes: Buffer.alloc(0) };
  }
  const tokens = [...manifests, ...ownProviders.map(({ manifest }) => manifest)].flatMap((one) => one.tokens);
  const [secret] = findSecrets(textOf(bytes), tokens);
  if (secret)
    faults.push(
      fault(
        path,
        `holds what looks like ${secret.what} (${name}), and would be uploaded — take it out and replace it where it was issued, or name another file`,
      ),
    );
  return { name, bytes };
}

/** As a person's program shows it; of what is no text, what of it reads as text. */
function textOf(bytes: Buffer): string {
  try {
    return textIn(bytes);
  } catch (error) {
    if (error instanceof EncodingError) return bytes.toString('latin1');
    throw error;
  }
}

/** The bytes, or why there are none. */
function bytesOf(path: string): Buffer | string {
  try {
    return madeBytes(path, largestObjectMegabytes);
  } catch (error) {
    if (error instanceof FileError) return error.reason;
    throw error;
  }
}

interface NamedFile {
  readonly path: string;
  /** Relative to the configuration's folder. */
  readonly name: string;
  readonly absolute: string;
}

/** Files that the configuration names and that go along. Exports are not among them: see `readsExport`. */
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
  return { path, name: relative(folder, absolute).split(sep).join('/'), absolute };
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
