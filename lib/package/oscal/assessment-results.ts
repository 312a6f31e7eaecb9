import { canonicalDocument } from '../../evidence/canonical.ts';
import type { ControlHistory, NightState } from '../../report/model.ts';
import { objectiveId } from './catalog.ts';
import { partiesOf } from './parties.ts';
import { linkTo, resourcesOf } from './resources.ts';
import { exceptionObservation, observationId, riskId, riskOf } from './risks.ts';
import { type OscalContext, type OscalSources, runOf } from './sources.ts';
import { localDefinitions, readBy } from './subjects.ts';
import { idsOf, line, nistId, oscalVersion, props, some, token } from './terms.ts';

export const assessmentResultsPath = 'oscal/assessment-results.json';
const states: readonly NightState[] = ['pass', 'fail', 'unknown', 'not-judged', 'none'];

/**
 * The period as OSCAL assessment results: for each control one finding, whose target is in the catalog beside it, and one
 * observation with its nights; for each exception an observation of its subject and a risk. A control is satisfied only when
 * it passed on every night that was due; OSCAL has no word for unknown, so that the rest is `not-satisfied`, with the reason.
 */
export function assessmentResults(sources: OscalSources): string {
  const { model } = sources;
  const { organization, period, timezone, made } = model;
  const head = model.verification.head?.sha256 ?? '';
  const id = idsOf(organization, period.from, period.to, timezone, head);
  const context = { ...sources, id };
  return canonicalDocument({
    'assessment-results': {
      uuid: id('assessment-results'),
      metadata: {
        title: line(`${organization}: evidence from ${period.from} to ${period.to}`),
        'last-modified': made.at,
        version: made.version,
        'oscal-version': oscalVersion,
        links: [{ href: linkTo(context, 'oscal/catalog.json'), rel: 'reference' }],
        ...partiesOf(context),
      },
      'import-ap': {
        href: `#${id('plan')}`,
        remarks:
          'There is no separate assessment plan: every control is judged every night, as the evidence says.',
      },
      results: [resultOf(context)],
      'back-matter': { resources: resourcesOf(context) },
    },
  });
}

function resultOf(context: OscalContext): object {
  const { id, model } = context;
  const { nights, controls, period, verification } = model;
  const outcomes = ['complete', 'partial', 'failed', 'missing'] as const;
  const counts = outcomes.map((outcome) => [
    `nights-${outcome}`,
    nights.filter((night) => night.outcome === outcome).length,
  ]);
  return {
    uuid: id('result'),
    title: line(`Nights from ${period.from} to ${period.to}`),
    description: verification.ok
      ? 'All nights that were due are there, and nothing differs from what was sealed.'
      : `The evidence has ${verification.problems.length + verification.moreProblems} problems; see index.html.`,
    start: runOf(context, 0),
    end: runOf(context, nights.length - 1),
    props: props({ ...Object.fromEntries(counts), 'evidence-verified': verification.ok }),
    'local-definitions': localDefinitions(context),
    'reviewed-controls': reviewed(controls),
    ...some('observations', [
      ...controls.map((control) => observationOf(context, control)),
      ...ofExceptions(context, exceptionObservation),
    ]),
    ...some('risks', ofExceptions(context, riskOf)),
    ...some(
      'findings',
      controls.map((control) => findingOf(context, control)),
    ),
  };
}

function reviewed(controls: readonly ControlHistory[]): object {
  if (controls.length === 0) return { 'control-selections': [{ 'include-all': {} }] };
  return {
    'control-selections': [{ 'include-controls': controls.map(({ id }) => ({ 'control-id': token(id) })) }],
    'control-objective-selections': [
      { 'include-objectives': controls.map(({ id }) => ({ 'objective-id': objectiveId(id) })) },
    ],
  };
}

function ofExceptions(context: OscalContext, make: typeof riskOf): object[] {
  return context.model.controls.flatMap((control) =>
    (context.exceptions.get(control.id)?.listed ?? []).map((one) => make(context, control, one)),
  );
}

function observationOf(context: OscalContext, control: ControlHistory): object {
  const { id, model } = context;
  const last = control.states.findLastIndex((state) => state !== 'none' && state !== 'not-judged');
  const { failures, open, undecided, waived } = control.exceptions;
  const more = context.exceptions.get(control.id)?.more ?? 0;
  return {
    uuid: id('observation', control.id),
    title: line(control.title),
    description: line(control.meaning || control.title),
    props: props({
      ...Object.fromEntries(states.map((state) => [`nights-${state}`, countOf(control, state)])),
      'subjects-that-failed': failures,
      'failures-open-at-the-end': open,
      'failures-waived-at-the-end': waived,
      'subjects-undecided': undecided,
      'exceptions-not-listed-here': more > 0 ? more : null,
    }),
    methods: ['TEST'],
    types: ['control-objective'],
    ...some('subjects', readBy(context, control.datasets)),
    collected: last < 0 ? model.made.at : runOf(context, last),
    ...some(
      'relevant-evidence',
      control.csv === null
        ? []
        : [
            {
              href: linkTo(context, control.csv),
              description: 'Every subject with its verdict on every night',
            },
          ],
    ),
  };
}

function findingOf(context: OscalContext, control: ControlHistory): object {
  const { exceptions, id } = context;
  const satisfied = control.states.length > 0 && control.states.every((state) => state === 'pass');
  const listed = exceptions.get(control.id)?.listed ?? [];
  return {
    uuid: id('finding', control.id),
    title: line(control.title),
    description: line(textOf(control)),
    ...some('props', [
      ...control.mappings.nist80053.flatMap((name) => props({ 'nist-800-53': nistId(name) })),
    ]),
    target: {
      type: 'objective-id',
      'target-id': objectiveId(control.id),
      status: {
        state: satisfied ? 'satisfied' : 'not-satisfied',
        reason: satisfied ? 'pass' : countOf(control, 'fail') > 0 ? 'fail' : 'other',
      },
    },
    'related-observations': [
      { 'observation-uuid': id('observation', control.id) },
      ...listed.map((one) => ({ 'observation-uuid': observationId(id, control, one) })),
    ],
    ...some(
      'related-risks',
      listed.map((one) => ({ 'risk-uuid': riskId(id, control, one) })),
    ),
  };
}

function textOf(control: ControlHistory): string {
  const counts = states.map((state) => `${state}: ${countOf(control, state)}`).join(', ');
  return `Nights by verdict: ${counts}.`;
}

function countOf({ states: all }: ControlHistory, state: NightState): number {
  return all.filter((one) => one === state).length;
}
