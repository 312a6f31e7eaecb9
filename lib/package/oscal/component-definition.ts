import { canonicalDocument } from '../../evidence/canonical.ts';
import type { ReportModel } from '../../report/model.ts';
import { statementId } from './catalog.ts';
import { idsOf, line, oscalVersion, props, some, token } from './terms.ts';

export const componentDefinitionPath = 'oscal/component-definition.json';

/** Exhibit as an OSCAL component: which controls of the catalog it gives evidence for, and how. */
export function componentDefinition({
  controls,
  made,
  organization,
}: Pick<ReportModel, 'controls' | 'made' | 'organization'>): string {
  const id = idsOf('component-definition', organization, made.version);
  const requirements = controls.map(({ id: control, meaning, title }) => ({
    uuid: id('requirement', control),
    'control-id': token(control),
    description: line(meaning || title),
    statements: [
      {
        'statement-id': statementId(control),
        uuid: id('statement', control),
        description: 'Judged every night from what the providers answered, and sealed with the answers.',
      },
    ],
  }));
  return canonicalDocument({
    'component-definition': {
      uuid: id('component-definition', ...controls.map((control) => control.id)),
      metadata: {
        title: 'Exhibit',
        'last-modified': made.at,
        version: made.version,
        'oscal-version': oscalVersion,
      },
      components: [
        {
          uuid: id('component'),
          type: 'software',
          title: 'Exhibit',
          description: 'Collects compliance evidence every night, seals it, and judges it.',
          purpose:
            'Evidence for the controls below, and a notification on the night on which one stops passing.',
          props: props({ version: made.version, commit: made.commit }),
          ...some(
            'control-implementations',
            requirements.length === 0
              ? []
              : [
                  {
                    uuid: id('implementation'),
                    source: 'catalog.json',
                    description: 'Each control of the catalog is judged on every night that was due.',
                    'implemented-requirements': requirements,
                  },
                ],
          ),
        },
      ],
    },
  });
}
