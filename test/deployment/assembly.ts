import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TemplateText } from './left-out.ts';

const stackName = 'Exhibit';

/** The template in a folder that `cdk synth` wrote. */
export function templateIn(folder: string): TemplateText {
  return JSON.parse(readFileSync(join(folder, `${stackName}.template.json`), 'utf8'));
}

/** Puts another template in the place of the one in the folder, as though the app had written it: it is known by its hash. */
export function putTemplate(folder: string, template: TemplateText): void {
  const text = JSON.stringify(template);
  const hash = createHash('sha256').update(text).digest('hex');
  const before = assetOfTemplate(folder);
  writeFileSync(join(folder, `${stackName}.template.json`), text);
  for (const name of [`${stackName}.assets.json`, 'manifest.json']) {
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(before, hash));
  }
}

function assetOfTemplate(folder: string): string {
  const { files } = JSON.parse(readFileSync(join(folder, `${stackName}.assets.json`), 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  const found = Object.entries(files).find(([, { source }]) => source.path === `${stackName}.template.json`);
  if (!found) throw new Error(`The template in ${folder} is no asset.`);
  return found[0];
}
