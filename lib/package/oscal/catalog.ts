import { canonicalDocument } from '../../evidence/canonical.ts';
import type { ControlHistory, ReportModel } from '../../report/model.ts';
import { type Ids, idsOf, line, nistId, oscalVersion, props, some, token } from './terms.ts';

export const catalogPath = 'oscal/catalog.json';

/** What a finding's target names: the objective of a control of the catalog. */
export function objectiveId(control: string): string {
  return `${token(control)}_obj`;
}

export function statementId(control: string): string {
  return `${token(control)}_smt`;
}

/** The controls of the period as an OSCAL catalog, each with where it belongs in NIST SP 800-53 and in other frameworks. */
export function catalogDocument({ controls, made, organization }: CatalogOf): string {
  const id = idsOf('catalog', organization, made.version);
  const groups = Map.groupBy(controls, (control) => control.id.split('.')[0] ?? '');
  return canonicalDocument({
    catalog: {
      uuid: id('catalog', ...controls.map((control) => `${control.id} ${control.version}`)),
      metadata: {
        title: line(`Controls that Exhibit judges for ${organization}`),
        'last-modified': made.at,
        version: made.version,
        'oscal-version': oscalVersion,
      },
      ...some(
        'groups',
        [...groups].map(([name, own]) => ({
          id: token(`group-${name}`),
          title: line(name),
          controls: own.map((control) => controlOf(control, id)),
        })),
      ),
      'back-matter': {
        resources: [
          {
            uuid: id('nist-800-53'),
            title: 'NIST SP 800-53, revision 5',
            rlinks: [
              {
                href: 'https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json',
                'media-type': 'application/oscal.catalog+json',
              },
            ],
          },
        ],
      },
    },
  });
}

type CatalogOf = Pick<ReportModel, 'controls' | 'made' | 'organization'>;

function controlOf({ fix, id: name, mappings, meaning, title, version }: ControlHistory, id: Ids): object {
  const text = line(meaning || title);
  return {
    id: token(name),
    title: line(title),
    props: [
      ...props({ label: name, version }),
      ...mappings.nist80053.flatMap((to) => props({ 'nist-800-53': nistId(to) })),
      ...mappings.soc2.flatMap((to) => props({ 'soc-2': to })),
      ...mappings.iso27001.flatMap((to) => props({ 'iso-27001': to })),
      ...mappings.cis.flatMap((to) => props({ 'cis-controls': to })),
    ],
    ...some(
      'links',
      mappings.nist80053.map((to) => ({
        href: `#${id('nist-800-53')}`,
        rel: 'related',
        'resource-fragment': nistId(to),
        text: line(to),
      })),
    ),
    parts: [
      { id: statementId(name), name: 'statement', prose: text },
      { id: objectiveId(name), name: 'assessment-objective', prose: text },
      ...(fix ? [{ id: `${token(name)}_gdn`, name: 'guidance', prose: line(fix) }] : []),
    ],
  };
}
