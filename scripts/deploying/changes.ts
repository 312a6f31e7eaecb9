import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { deployedSettings } from '../../lib/config/deployed-settings.ts';
import { loadConfigurationNow } from '../../lib/config/load.ts';
import { type ConfigurationObject, configurationName } from '../../lib/config/object.ts';
import { manifests } from '../../lib/providers/manifests.ts';

/** How a configuration differs from the one that was deployed. */
export interface Changes {
  /** Settings that functions, rights and other resources are made of: `+` those of now, `-` those of before. */
  readonly resources: readonly string[];
  /** Sections of the file, and files that it names, in which anything differs. */
  readonly sections: readonly string[];
}

export function changesBetween(before: ConfigurationObject, after: ConfigurationObject): Changes {
  const [was, is] = [settingsIn(before), settingsIn(after)];
  return {
    resources: [
      ...was.filter((line) => !is.includes(line)).map((line) => `- ${line}`),
      ...is.filter((line) => !was.includes(line)).map((line) => `+ ${line}`),
    ],
    sections: [...otherSections(before, after), ...otherFiles(before, after)],
  };
}

/** What a company's own file declares is not run here; another one is another line. */
function settingsIn(object: ConfigurationObject): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-deployed-'));
  try {
    for (const { name, bytes } of object.files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes, { mode: 0o600 });
    }
    const known = { providers: manifests, isPart: true } as const;
    const settings = deployedSettings(loadConfigurationNow(join(folder, configurationName), known));
    return [...settings, ...object.code.map(({ name, sha256 }) => `${name}: ${sha256}`)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function otherSections(before: ConfigurationObject, after: ConfigurationObject): string[] {
  const [was, is] = [sectionsIn(before), sectionsIn(after)];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
}

function sectionsIn(object: ConfigurationObject): Record<string, unknown> {
  return Object(parse(bytesOf(object, configurationName)?.toString('utf8') ?? ''));
}

function otherFiles(before: ConfigurationObject, after: ConfigurationObject): string[] {
  const names = new Set([...before.files, ...after.files].map(({ name }) => name));
  names.delete(configurationName);
  return [...names].filter((name) => {
    const [was, is] = [bytesOf(before, name), bytesOf(after, name)];
    return was === undefined || is === undefined || !was.equals(is);
  });
}

function bytesOf({ files }: ConfigurationObject, wanted: string): Buffer | undefined {
  return files.find(({ name }) => name === wanted)?.bytes;
}
