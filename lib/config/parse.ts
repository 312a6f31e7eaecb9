import { dirname, resolve } from 'node:path';
import { build, type Checked } from './build-configuration.ts';
import type { Configuration, KnownParts, KnownProviders } from './configuration.ts';
import { shape } from './configuration-schema.ts';
import { checkConnections } from './connections.ts';
import { checkControls } from './controls.ts';
import { checkCustomControls, withCustomControls } from './custom-controls.ts';
import { hiddenHead, joinedEntries, type Slip, slipIn } from './indentation.ts';
import { check } from './issues.ts';
import { checkLeavers } from './leavers.ts';
import { refuseOtherFile } from './other-file.ts';
import { type OwnProviders, readOwnProviders, reportOwnProviders } from './own-providers.ts';
import { checkPeople } from './people.ts';
import { reportPlaceholders } from './placeholders.ts';
import { checkPolicies } from './policies.ts';
import { type Report, startReport } from './report.ts';
import { checkServices } from './services.ts';
import { readSource, type Source, type Span } from './source.ts';
import { type Draft, listOf, type ProvidersDraft, recordOf } from './unchecked-configuration.ts';

/** `file` names the text in messages. */
interface ParseOptions {
  readonly file: string;
  readonly known: KnownParts | KnownProviders;
  /** The file as it lies there; what its digest is over. Default: the text in UTF-8. */
  readonly bytes?: Buffer;
}

/**
 * Reads the text of an `exhibit.yaml`. Relative paths in it are relative to the folder of `file`.
 * Throws one `ConfigurationError` that lists every fault with its line.
 */
export function parseConfiguration(text: string, options: ParseOptions): Configuration {
  const { bytes = Buffer.from(text), file, known } = options;
  return build(bytes, file, checkConfiguration(text, options), known);
}

function checkConfiguration(text: string, { file, known: given }: ParseOptions): Checked {
  const source = readSource(text);
  const own = readOwnProviders(source.usable ? source.value : null, file, given);
  const known = withOwn(given, own);
  const report = startReport(
    file,
    text,
    source,
    known.providers.flatMap(({ tokens }) => tokens),
  );
  if (source.usable) refuseOtherFile(report, source.value, 'company');
  const folder = dirname(resolve(file));
  const checked = checkAll(text, source, report, { known, own, folder });
  report.throwIfAny();
  if (checked === undefined) throw new Error('A fault of the configuration was found but not reported.');
  return checked;
}

/** What may be named, with what the company's own files declare: for this configuration alone. */
function withOwn<Known extends KnownParts | KnownProviders>(known: Known, { modules }: OwnProviders): Known {
  const providers = [...known.providers, ...modules.map(({ manifest }) => manifest)];
  if (!('controls' in known)) return { ...known, providers };
  return {
    ...known,
    providers,
    controls: [...known.controls, ...modules.flatMap(({ controls }) => controls)],
  };
}

interface Surroundings {
  readonly known: KnownParts | KnownProviders;
  readonly own: OwnProviders;
  /** That relative paths start from. */
  readonly folder: string;
}

function checkAll(
  text: string,
  source: Source,
  report: Report,
  { folder, known, own }: Surroundings,
): Checked | undefined {
  const slip = slipOf(text, source);
  if (slip) {
    report.addAt('syntax', spanOf(slip, text), slip.message);
    return undefined;
  }
  // One fault of YAML often shows at several places of the same line.
  const lines = new Set<number>();
  for (const { code, span, message } of source.faults) {
    if (!lines.has(span.line)) report.addAt(code, span, message);
    lines.add(span.line);
  }
  if (!source.usable || !isMap(source, report)) return undefined;
  const draft: ProvidersDraft = { root: recordOf(own.value), known, report };
  hideSecrets(draft);
  reportOwnProviders(report, own);
  reportPlaceholders(report, source.value);
  const checked = check(report, shape, own.value, []);
  const providerSettings = checkConnections(draft);
  const judging = 'controls' in known ? checkJudging({ ...draft, known }, folder) : notJudging;
  checkPeople(draft);
  checkPolicies(draft);
  checkServices(draft);
  return checked && { shape: checked, providerSettings, ownProviders: own.modules, ...judging };
}

const sections = Object.keys(shape.shape);

/** What is wrong with how lines stand below one another, where that is what is wrong. */
function slipOf(text: string, { faults, usable }: Source): Slip | null {
  if (faults.some(({ code }) => code === 'too-much')) return null;
  if (usable && faults.length === 0) return hiddenHead(text, sections);
  return hiddenHead(text, sections) ?? slipIn(text) ?? joinedEntries(text);
}

function spanOf({ line, column }: Slip, text: string): Span {
  const start =
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length +
    (line > 1 ? 1 : 0) +
    column -
    1;
  return { line, column, start, end: start };
}

type Judging = Pick<Checked, 'customControls' | 'controls' | 'leavers'>;

const notJudging: Judging = { customControls: [], controls: new Map(), leavers: undefined };

function checkJudging(draft: Draft, folder: string): Judging {
  const customControls = checkCustomControls(draft);
  const controls = checkControls(withCustomControls(draft, customControls));
  return { customControls, controls, leavers: checkLeavers(draft, folder) };
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
