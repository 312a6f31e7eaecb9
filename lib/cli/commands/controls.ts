import type { Configuration } from '../../config/configuration.ts';
import { ConfigurationError } from '../../config/error.ts';
import { catalog, controlsIn } from '../../controls/catalog.ts';
import { FileError } from '../../files/made-file.ts';
import type { Control } from '../../judging/control.ts';
import type { Need } from '../../judging/need.ts';
import { notJudged } from '../../nightly/plan/not-judged.ts';
import { controlNamed } from '../control-named.ts';
import type { ControlsOptions } from '../definitions/nights.ts';
import type { ExitCode } from '../exit.ts';
import { openConfiguration } from '../open.ts';
import { type Terminal, terminal } from '../terminal.ts';
import { inert, wrap } from '../text.ts';

/** `exhibit controls [CONTROL]`: what there is; of one, what it asks, needs and means, and how to mend it. */
export async function controlsCommand(id: string | undefined, options: ControlsOptions): Promise<ExitCode> {
  const shown = terminal(options);
  const configuration = await configurationIfAny(options);
  if (id === undefined) shown.out(listText(configuration, shown));
  else
    shown.out(
      controlText(
        controlNamed(id, configuration ?? { customControls: [], ownProviders: [] }),
        configuration,
        shown,
      ),
    );
  return 0;
}

/** What there is can be looked at before there is a configuration. */
async function configurationIfAny(options: ControlsOptions): Promise<Configuration | null> {
  try {
    return await openConfiguration(options);
  } catch (error) {
    const absent =
      error instanceof ConfigurationError &&
      error.cause instanceof FileError &&
      error.cause.reason === 'ENOENT';
    if (absent) return null;
    throw error;
  }
}

function listText(configuration: Configuration | null, shown: Terminal): string {
  const controls = configuration ? controlsIn(configuration) : catalog;
  const lines = controls.flatMap((control) => {
    const why = configuration && notJudged(control, configuration);
    return [
      `${shown.paint('bold', control.id)}${control.attested ? '  (by attestation)' : ''}`,
      wrap(`    ${inert(control.title)}`, shown.columns, '    '),
      ...(why
        ? [shown.paint('dim', wrap(`    – not judged: ${inert(why.reason)}`, shown.columns, '      '))]
        : []),
    ];
  });
  return [...lines, '', wrap('What one of them means: `exhibit controls CONTROL`', shown.columns)].join('\n');
}

function controlText(control: Control, configuration: Configuration | null, shown: Terminal): string {
  const block = (title: string, text: string) => [
    '',
    shown.paint('bold', title),
    wrap(`  ${inert(text)}`, shown.columns, '  '),
  ];
  const why = configuration && notJudged(control, configuration);
  return [
    `${shown.paint('bold', control.id)}  version ${control.version}`,
    wrap(inert(control.title), shown.columns),
    ...(why ? block('Not judged', why.reason) : []),
    ...block('Means', control.meaning),
    ...block('Fix it', control.fix),
    '',
    shown.paint('bold', 'Needs'),
    ...needsText(control.needs, shown),
    ...(control.attested ? block('Needs an attestation', attestText(control)) : []),
    ...parametersText(control, configuration, shown),
    ...block('Named by', mappingsText(control)),
  ].join('\n');
}

/** A paragraph for those that are always needed, and one for each condition under which others are. */
function needsText(needs: readonly Need[], shown: Terminal): string[] {
  if (needs.length === 0) return ['  no dataset'];
  return [...Map.groupBy(needs, conditionOf)].map(([condition, alike]) => {
    const names = new Set(
      alike.map(({ connection, dataset }) => `${connection ?? dataset.provider}/${dataset.name}`),
    );
    return wrap(`  ${condition}${[...names].join(', ')}`, shown.columns, '    ');
  });
}

function conditionOf({ ifAsked, ifConnected, optional }: Need): string {
  if (optional) return 'where it is available: ';
  if (ifConnected) return 'where it is connected: ';
  return ifAsked ? 'where the configuration asks for it: ' : '';
}

function attestText({ id, attested }: Control): string {
  const beside = attested === 'beside' ? 'Where no provider shows it: ' : '';
  return `${beside}\`exhibit attest ${id} --by WHO --note TEXT\``;
}

function parametersText(control: Control, configuration: Configuration | null, shown: Terminal): string[] {
  const choice = configuration?.controls.get(control.id);
  const parameters =
    choice && 'parameters' in choice ? choice.parameters : control.parameters().safeParse({}).data;
  if (typeof parameters !== 'object' || parameters === null || Object.keys(parameters).length === 0)
    return [];
  const lines = Object.entries(parameters).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`);
  return ['', shown.paint('bold', 'Parameters (controls: in the configuration)'), ...lines];
}

function mappingsText({ mappings: { soc2, iso27001, nist80053, cis } }: Control): string {
  const lists = { 'SOC 2': soc2, 'ISO 27001': iso27001, 'NIST 800-53': nist80053, CIS: cis };
  return Object.entries(lists)
    .filter(([, names]) => names.length > 0)
    .map(([standard, names]) => `${standard} ${names.join(', ')}`)
    .join('; ');
}
