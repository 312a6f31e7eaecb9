import type { Night } from '../../report/model.ts';
import { type OscalContext, runOf } from './sources.ts';
import { line, some } from './terms.ts';

interface Resource {
  readonly path: string;
  readonly title: string;
}

/** The files that the results point to, each with its hash. */
export function resourcesOf(context: OscalContext): object[] {
  const { model, id } = context;
  const plan = {
    uuid: id('plan'),
    title: 'How the evidence is collected and judged',
    rlinks: [{ href: '../index.html' }, { href: '../VERIFY.md' }],
  };
  const nights = model.nights.flatMap((night) => nightResources(night));
  return [plan, ...[...tables(context), ...nights].map((one) => resource(context, one))];
}

/** A reference to such a file. */
export function linkTo({ id }: Pick<OscalContext, 'id'>, path: string): string {
  return `#${id('resource', path)}`;
}

/** The findings of a night, and its seal: where somebody looks who wants to see it. */
export function evidenceOf(context: OscalContext, night: number, text: string): object[] {
  const own = context.model.nights[night];
  if (!own) return [];
  return nightResources(own).map(({ path, title }) => ({
    href: linkTo(context, path),
    description: line(`${text}, ${runOf(context, night)}: ${title}`),
  }));
}

function tables({ model }: OscalContext): Resource[] {
  return [
    { path: 'oscal/catalog.json', title: 'The controls that were judged' },
    { path: 'oscal/component-definition.json', title: 'What judged them' },
    { path: 'failures.csv', title: 'Every failure of every subject' },
    ...model.controls.flatMap(({ csv, id }) => (csv ? [{ path: csv, title: `Every verdict on ${id}` }] : [])),
  ];
}

function nightResources({ run, seal }: Night): Resource[] {
  if (!seal) return [];
  return [
    { path: `${seal.folder}/findings.ndjson`, title: `Findings of ${run}` },
    { path: seal.path, title: `Seal of ${run}` },
  ];
}

function resource({ hashes, id }: OscalContext, { path, title }: Resource): object {
  const hash = hashes.get(path);
  return {
    uuid: id('resource', path),
    title: line(title),
    rlinks: [
      {
        href: `../${path.split('/').map(encodeURIComponent).join('/')}`,
        ...some('hashes', hash ? [{ algorithm: 'SHA-256', value: hash }] : []),
      },
    ],
  };
}
