import { basename, dirname, join } from 'node:path';
import { type BundlingOptions, LogLevel, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import { projectRoot } from './project-root.ts';

/** Where AWS Lambda unpacks a bundle. */
const unpacked = '/var/task';
const configurationName = 'exhibit.yaml';
/** `EXHIBIT_CONFIGURATION` of every function. */
export const configurationInBundle = `${unpacked}/${configurationName}`;

/** Files that lie beside a bundle. */
export interface CarriedFiles {
  /** Absolute path of `exhibit.yaml`, whatever its name here. */
  readonly configuration: string;
  /** Files that it names, as it names them: relative to its folder. */
  readonly named: readonly string[];
}

/** Libraries that are CommonJS inside expect what an ES module does not have. */
const commonJs = [
  "import{createRequire as __r}from'node:module'",
  "import{dirname as __d}from'node:path'",
  "import{fileURLToPath as __f}from'node:url'",
  'const require=__r(import.meta.url),__filename=__f(import.meta.url),__dirname=__d(__filename);',
].join(';');

/**
 * How a function becomes one file: everything in it, the AWS SDK too, so that what was tested is what runs. Needs no
 * network and no Docker. `beside` are further files of the project, such as a library's compiled core.
 */
export function bundling(files: CarriedFiles, beside: readonly string[]): BundlingOptions {
  const folder = dirname(files.configuration);
  const copies: [from: string, to: string][] = [
    [files.configuration, configurationName],
    ...files.named.map((name): [string, string] => [join(folder, name), name]),
    ...beside.map((file): [string, string] => [join(projectRoot, file), basename(file)]),
  ];
  return {
    format: OutputFormat.ESM,
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    sourceMap: true,
    sourceMapMode: SourceMapMode.EXTERNAL,
    sourcesContent: false,
    externalModules: [],
    banner: commonJs,
    logLevel: LogLevel.WARNING,
    commandHooks: {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (_, output) => copies.map(([from, to]) => copyCommand(from, join(output, to))),
    },
  };
}

function copyCommand(from: string, to: string): string {
  const script = join(projectRoot, 'scripts', 'copy-file.mjs');
  return [process.execPath, script, from, to].map((word) => JSON.stringify(word)).join(' ');
}
