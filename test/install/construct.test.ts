import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readConfigurationObject } from '../../lib/config/object.ts';
import { root } from '../../scripts/bundling.ts';
import { compiler, compilerEnvironment } from '../../scripts/compiler.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { exampleFile, newApp, stackIn } from '../stack/made-stack.ts';
import { type Installed, installTarball } from './tarball.ts';

type Template = Readonly<Record<string, unknown>> & {
  readonly Resources: Record<
    string,
    { Type: string; Properties: Record<string, unknown>; Metadata?: Record<string, unknown> }
  >;
};

let here: Installed;

beforeAll(async () => {
  here = installTarball(join(await temporaryFolder(), 'app'));
  for (const name of ['aws-cdk-lib', 'constructs', '@types'])
    symlinkSync(join(root, 'node_modules', name), join(here.folder, 'node_modules', name));
});

/** Synthesizes an app as the CDK's command line does. */
function synthesize(app: string, stack: string, context: object = {}): Template {
  const out = join(here.folder, `${stack}.out`);
  execFileSync(process.execPath, [app], {
    cwd: here.folder,
    env: { ...process.env, CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify(context) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return JSON.parse(readFileSync(join(out, `${stack}.template.json`), 'utf8'));
}

/** Hashes of what is deployed, which hold the code; and the commit, which names it. */
function withoutHashes(template: object): unknown {
  return JSON.parse(
    JSON.stringify(template, (key, value) =>
      key === 'EXHIBIT_COMMIT' ? undefined : key === 'S3Key' || key.startsWith('aws:asset:') ? '…' : value,
    ),
  );
}

describe('The construct of the tarball', () => {
  test('makes the same template as the stack of the clone, but for the hashes of what is deployed', () => {
    const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
    cpSync(exampleFile, join(here.folder, 'exhibit.yaml'));
    writeFileSync(
      join(here.folder, 'same.mjs'),
      `import { App, Stack } from 'aws-cdk-lib';
       import { Exhibit } from 'exhibit/cdk';
       new Exhibit(new Stack(new App(), 'Exhibit'), 'Default', { configuration: 'exhibit.yaml', year: 2026 });`,
    );
    const installed = synthesize('same.mjs', 'Exhibit', {
      ...context,
      'aws:cdk:enable-path-metadata': true,
    });
    const app = newApp();
    stackIn(app);
    const cloned = app.synth().getStackByName('Exhibit').template;
    expect(Object.keys(installed.Resources).length).toBeGreaterThan(100);
    expect(withoutHashes(installed)).toEqual(withoutHashes(cloned));
  });

  test('deploys the functions of the tarball as they are, and the configuration apart from them', () => {
    const assets = JSON.parse(readFileSync(join(here.folder, 'Exhibit.out', 'Exhibit.assets.json'), 'utf8'));
    const folders = Object.values<{ source: { path: string; packaging: string } }>(assets.files)
      .filter(({ source }) => source.packaging === 'zip')
      .map(({ source }) => join(here.folder, 'Exhibit.out', source.path));
    const codes = folders.map((folder) => readFileSync(join(folder, 'index.mjs')));
    expect(folders).toHaveLength(11);
    const seal = readFileSync(join(here.package, 'dist', 'functions', 'seal', 'index.mjs.gz'));
    expect(codes.some((code) => code.equals(gunzipSync(seal)))).toBe(true);
    for (const folder of folders)
      expect(readdirSync(folder).filter((name) => name.endsWith('.gz'))).toEqual([]);
    for (const folder of folders) expect(readdirSync(folder)).not.toContain('exhibit.yaml');
    const [object] = Object.values<{ source: { path: string } }>(assets.files)
      .map(({ source }) => source.path)
      .filter((path) => /^asset\..*\.json$/.test(path))
      .map((path) => readFileSync(join(here.folder, 'Exhibit.out', path)));
    const { files } = readConfigurationObject(object ?? Buffer.from('')) ?? {};
    expect(files?.[0]?.bytes.toString()).toContain('organization: Fathom Ferries');
  });

  test('is what the example app shows', () => {
    for (const name of ['app.mjs', 'exhibit.yaml'])
      cpSync(join(root, 'examples', 'cdk-app', name), join(here.folder, name));
    const { Resources } = synthesize('app.mjs', 'Compliance');
    const ofType = (type: string) => Object.entries(Resources).filter(([, { Type }]) => Type === type);
    expect(ofType('AWS::S3::Bucket').map(([id]) => id)).toContain('ExhibitLockerBucketAD8C0535');
    expect(Resources.ExhibitLockerBucketAD8C0535?.Properties).toHaveProperty(
      'ObjectLockConfiguration.Rule.DefaultRetention.Days',
      400,
    );
    expect(ofType('AWS::IAM::Role').length).toBeGreaterThan(8);
    for (const [, { Properties }] of ofType('AWS::IAM::Role'))
      expect(Properties).toMatchObject({
        Path: '/compliance/',
        PermissionsBoundary: expect.anything(),
        Tags: [{ Key: 'cost-center', Value: 'security' }],
      });
  });

  test('says what is wrong with a configuration as the command line does', () => {
    writeFileSync(join(here.folder, 'exhibit.yaml'), 'version: 1\norganization: Larch\ntimezone: UTC\n');
    expect(() => synthesize('app.mjs', 'Compliance')).toThrow('connections: is missing');
  });

  test('is there for apps in CommonJS, and in TypeScript', () => {
    writeFileSync(
      join(here.folder, 'old.cjs'),
      `process.stdout.write(typeof require('exhibit/cdk').Exhibit);`,
    );
    const old = execFileSync(process.execPath, ['old.cjs'], { cwd: here.folder, encoding: 'utf8' });
    expect(old).toBe('function');
    writeFileSync(
      join(here.folder, 'typed.mts'),
      `import { App, Duration, Stack } from 'aws-cdk-lib';
       import { Exhibit, type ExhibitProps } from 'exhibit/cdk';
       const props: ExhibitProps = { configuration: 'exhibit.yaml', retention: Duration.days(400) };
       export const arn: string = new Exhibit(new Stack(new App(), 'A'), 'Exhibit', props).evidence.bucketArn;
       // @ts-expect-error A configuration is needed.
       export const none: ExhibitProps = {};`,
    );
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node'];
    execFileSync(process.execPath, [...compiler, ...options, 'typed.mts'], {
      cwd: here.folder,
      env: { ...process.env, ...compilerEnvironment },
      encoding: 'utf8',
    });
  });
});
