import { createRequire } from 'node:module';
import { callProgram, node, type Outcome } from '../end-to-end/call.ts';
import { root } from '../stack/made-stack.ts';
import type { Account } from './account.ts';
import { putTemplate, templateIn } from './assembly.ts';
import { withoutUnknown } from './left-out.ts';

const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');

/** The CDK's own command, in the project's folder. */
export async function cdk(account: Account, ...words: readonly string[]): Promise<Outcome> {
  const call = [program, ...words, '--no-notices', '--ci', '--no-color'];
  return await callProgram(node, call, { cwd: root, environment: account.environment });
}

/** Synthesizes the stack of a configuration into a folder as `npm run synth` does, and leaves out what the engine does not know. */
export async function synthesize(account: Account, configuration: string, folder: string): Promise<void> {
  succeeded(await cdk(account, 'synth', '--quiet', '-c', `config=${configuration}`, '--output', folder));
  putTemplate(folder, withoutUnknown(templateIn(folder)));
}

/** Prepares the account. What lies in the folder keeps the command from synthesizing once more. */
export async function bootstrap(account: Account, folder: string): Promise<void> {
  succeeded(await cdk(account, 'bootstrap', `aws://${account.number}/us-east-1`, '--app', folder));
}

/** Deploys what lies in a folder. */
export async function deploy(account: Account, folder: string): Promise<Outcome> {
  return await cdk(account, 'deploy', '--app', folder, '--require-approval', 'never', '--progress', 'events');
}

/** Takes the stack away. */
export async function destroy(account: Account, folder: string): Promise<Outcome> {
  return await cdk(account, 'destroy', '--app', folder, '--force');
}

/** What a command said, where it ended well. Throws what it said where it did not. */
export function succeeded({ status, stdout, stderr }: Outcome): string {
  if (status !== 0) throw new Error(`The CDK ended with ${status}:\n${stdout}\n${stderr}`);
  return `${stdout}${stderr}`;
}
