import { basename, dirname, join, resolve } from 'node:path';
import {
  type BundlingOptions,
  Charset,
  LogLevel,
  OutputFormat,
  SourceMapMode,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { type Bundled, bundlingOf } from '../config/bundling.ts';
import { projectRoot } from './project-root.ts';

/** Where AWS Lambda unpacks a bundle. */
const unpacked = '/var/task';
const configurationName = 'exhibit.yaml';
/** `EXHIBIT_CONFIGURATION` of every function. */
export const configurationInBundle = `${unpacked}/${configurationName}`;

/** What a configuration says that matters to bundles, and the files that lie beside each. */
export interface CarriedFiles extends Bundled {
  /** Absolute path of `exhibit.yaml`, whatever its name here. */
  readonly configuration: string;
  /** Files that it names, as it names them: relative to its folder. */
  readonly named: readonly string[];
}

/**
 * How a function becomes one file: everything in it, the AWS SDK too, so that what was tested is what runs. Needs no
 * network and no Docker. `beside` are further files of the project, such as a library's compiled core.
 */
export function bundling(files: CarriedFiles, beside: readonly string[]): BundlingOptions {
  const folder = dirname(files.configuration);
  const copies: [from: string, to: string][] = [
    ...files.named.map((name): [string, string] => [join(folder, name), name]),
    ...beside.map((file): [string, string] => [join(projectRoot, file), basename(file)]),
  ];
  const { alias, banner, external, mainFields, minify, sourcesContent, target } = bundlingOf(files);
  return {
    format: OutputFormat.ESM,
    charset: Charset.ASCII,
    target,
    mainFields: [...mainFields],
    minify,
    sourceMap: true,
    sourceMapMode: SourceMapMode.EXTERNAL,
    sourcesContent,
    externalModules: [...external],
    banner: banner.js,
    logLevel: LogLevel.WARNING,
    esbuildArgs: {
      // What is left out on purpose is known to be.
      '--log-override:import-is-undefined': 'silent',
      // The library starts esbuild in a folder of its own.
      ...Object.fromEntries(
        Object.entries(alias).map(([name, file]) => [`--alias:${name}`, resolve(projectRoot, file)]),
      ),
    },
    commandHooks: {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (_, output) => [
        command(carry, files.configuration, join(output, configurationName)),
        ...copies.map(([from, to]) => command(copy, from, join(output, to))),
      ],
    },
  };
}

const copy = 'scripts/copy-file.mjs';
const carry = 'lib/stack/carry-configuration.ts';

function command(script: string, from: string, to: string): string {
  return [process.execPath, join(projectRoot, script), from, to]
    .map((word) => JSON.stringify(word))
    .join(' ');
}
