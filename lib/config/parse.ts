import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { readSource } from '#configuration-source';
import type { Control } from '../controls/control.ts';
import { deploymentOf } from './aws.ts';
import type {
  Configuration,
  ControlChoice,
  KnownParts,
  KnownProviders,
  SecretReference,
  Signing,
} from './configuration.ts';
import { checkConnections } from './connections.ts';
import { checkControls } from './controls.ts';
import { checkCustomControls, withCustomControls } from './custom-controls.ts';
import { type Draft, listOf, type ProvidersDraft, recordOf } from './draft.ts';
import { check } from './issues.ts';
import { checkPeople } from './people.ts';
import { checkPolicies, listedPolicies } from './policies.ts';
import { type Report, startReport } from './report.ts';
import { controlSettings } from './settings.ts';
import { type Shape, shape } from './shape.ts';
import type { Source } from './source.ts';

/**
 * Reads the text of an `exhibit.yaml`. `file` names it in messages, and relative paths are relative to its folder.
 * Throws one `ConfigurationError` that lists every fault with its line.
 */
export function parseConfiguration(
  text: string,
  options: { readonly file: string; readonly known: KnownParts | KnownProviders },
): Configuration {
  const source = readSource(text, options.file);
  const report = startReport(options.file, text, source);
  const checked = checkAll(source, report, options.known);
  report.throwIfAny();
  if (checked === undefined) throw new Error('A fault of the configuration was found but not reported.');
  return build(text, resolve(options.file), checked, options.known);
}

interface Checked {
  readonly shape: Shape;
  /** By connection, in order. */
  readonly providerSettings: readonly unknown[];
  readonly customControls: readonly Control[];
  readonly controls: ReadonlyMap<string, ControlChoice>;
}

function checkAll(source: Source, report: Report, known: KnownParts | KnownProviders): Checked | undefined {
  // One fault of YAML often shows at several places of the same line.
  const lines = new Set<number | null>();
  for (const { code, span, message } of source.faults) {
    if (!lines.has(span.line)) report.addAt(code, span, message);
    lines.add(span.line);
  }
  if (!source.usable || !isMap(source, report)) return undefined;
  const draft: ProvidersDraft = { root: recordOf(source.value), known, report };
  hideSecrets(draft);
  const checked = check(report, shape, source.value, []);
  const providerSettings = checkConnections(draft);
  const judging = 'controls' in known ? checkJudging({ ...draft, known }) : notJudging;
  checkPeople(draft);
  checkPolicies(draft);
  return checked && { shape: checked, providerSettings, ...judging };
}

type Judging = Pick<Checked, 'customControls' | 'controls'>;

const notJudging: Judging = { customControls: [], controls: new Map() };

function checkJudging(draft: Draft): Judging {
  const customControls = checkCustomControls(draft);
  return { customControls, controls: checkControls(withCustomControls(draft, customControls)) };
}

function isMap(source: Source, report: Report): boolean {
  if (source.value === null)
    report.add('empty', [], 'there is nothing in the file — run `exhibit init` to write one');
  else if (typeof source.value !== 'object' || Array.isArray(source.value))
    report.add(
      'not-a-map',
      [],
      'the file is not a map of `key: value` lines — see `exhibit init` for its form',
    );
  else return true;
  return false;
}

/** What stands in a secret's place may be the secret itself. */
function hideSecrets({ root, report }: ProvidersDraft): void {
  const places = listOf(root.connections).map((connection) => recordOf(connection).credentials);
  for (const value of [...places, recordOf(root.alerts).webhook])
    if (typeof value === 'string' && !/^(env|file|secret):/.test(value)) report.hide(value);
}

function build(text: string, file: string, checked: Checked, known: KnownProviders): Configuration {
  const folder = dirname(file);
  const given = checked.shape;
  const place = (reference: SecretReference | null | undefined) => absolute(reference ?? null, folder);
  const locker = given.locker ?? './evidence';
  return {
    version: given.version,
    organization: given.organization,
    timezone: given.timezone,
    schedule: given.schedule ?? '02:00',
    locker: locker.startsWith('s3://') ? locker : resolve(folder, locker),
    connections: given.connections.map((connection, index) => ({
      id: connection.id,
      provider: connection.provider,
      credentials: place(connection.credentials),
      endpoint: connection.endpoint ?? null,
      patience: connection.patience ?? 120,
      settings: checked.providerSettings[index],
    })),
    settings: controlSettings(given, listedPolicies(given, known)),
    customControls: checked.customControls,
    controls: checked.controls,
    waivers: (given.waivers ?? []).map((waiver) => ({ ...waiver, subject: waiver.subject.toLowerCase() })),
    alerts: {
      webhook: place(given.alerts?.webhook),
      remindEveryDays: given.alerts?.remindEveryDays ?? 7,
    },
    signing: signingOf(given, folder),
    trustedKeys: (given.trustedKeys ?? []).map((key) => resolve(folder, key)),
    aws: deploymentOf(given.aws),
    file,
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}

/** Without a word on it, a key file beside the configuration. */
function signingOf({ signing }: Shape, folder: string): Signing {
  const [from = 'file', ...rest] = (signing?.key ?? 'file:.exhibit/signing-key.pem').split(':');
  const name = rest.join(':');
  const timestamps = signing?.timestamps;
  return {
    key: from === 'kms' ? { from, name } : { from: 'file', name: resolve(folder, name) },
    timestamps: timestamps
      ? {
          authority: timestamps.authority,
          certificates: (timestamps.certificates ?? []).map((file) => resolve(folder, file)),
        }
      : null,
  };
}

function absolute(reference: SecretReference | null, folder: string): SecretReference | null {
  return reference?.from === 'file' ? { from: 'file', name: resolve(folder, reference.name) } : reference;
}
