import type { Exception } from '../../drift/exceptions/exceptions.ts';
import type { DatasetHistory } from '../../report/model.ts';
import type { OscalContext } from './sources.ts';
import { line, props, some } from './terms.ts';

type Whom = Pick<Exception, 'subject' | 'key'>;

/** What the results speak of: each connection as a component, and whoever an exception names as an item of an inventory. */
export function localDefinitions(context: OscalContext): object {
  const { exceptions, id, model } = context;
  const items = new Map<string, object>();
  for (const { listed } of exceptions.values())
    for (const whom of listed) items.set(itemId(context, whom), itemOf(context, whom));
  const connections = [...new Map(model.datasets.map((one) => [one.connection, one])).values()];
  return {
    ...some(
      'components',
      connections.map((one) => componentOf(context, one)),
    ),
    ...some('inventory-items', [...items.values()]),
    'assessment-assets': {
      components: [
        {
          uuid: id('exhibit'),
          type: 'software',
          title: 'Exhibit',
          description: 'Collects the evidence, seals it, and judges it.',
          props: props({ version: model.made.version, commit: model.made.commit }),
          status: { state: 'operational' },
        },
      ],
      'assessment-platforms': [
        { uuid: id('platform'), 'uses-components': [{ 'component-uuid': id('exhibit') }] },
      ],
    },
  };
}

export function subjectOf(context: OscalContext, whom: Whom): object {
  return { 'subject-uuid': itemId(context, whom), type: 'inventory-item', title: line(whom.subject) };
}

/** The connections that a control read. */
export function readBy({ id, model }: OscalContext, datasets: readonly number[]): object[] {
  const read = new Set(datasets.flatMap((at) => model.datasets[at]?.connection ?? []));
  return [...read].map((connection) => ({
    'subject-uuid': id('connection', connection),
    type: 'component',
    title: line(connection),
  }));
}

function componentOf({ id }: OscalContext, { connection, provider }: DatasetHistory): object {
  return {
    uuid: id('connection', connection),
    type: 'service',
    title: line(connection),
    description: line(`What ${provider} answers on the connection ${connection}.`),
    props: props({ provider }),
    status: { state: 'operational' },
  };
}

function itemId({ id }: OscalContext, { key, subject }: Whom): string {
  return id('subject', subject, key ?? '');
}

function itemOf(context: OscalContext, whom: Whom): object {
  return {
    uuid: itemId(context, whom),
    description: line(whom.subject),
    props: props({ subject: whom.subject, key: whom.key }),
  };
}
