import { canonicalDocument } from '../../evidence/canonical.ts';
import type { ControlHistory, NightState, ReportModel } from '../../report/model.ts';
import { inert } from '../../text/inert.ts';
import { uuidOf } from './uuid.ts';

/** The version of OSCAL whose schema this is held against. */
export const oscalVersion = '1.2.3';
const namespace = 'urn:exhibit:oscal:v1';
const states: readonly NightState[] = ['pass', 'fail', 'unknown', 'not-judged', 'none'];

/**
 * The period as OSCAL assessment results: for each control one observation, with its nights, and one finding. A control
 * is satisfied only when it passed on every night that was due; OSCAL has no word for unknown, so that the rest is
 * `not-satisfied`, with the reason.
 */
export function assessmentResults(model: ReportModel): string {
  const { organization, period, timezone, made } = model;
  const id = (...name: readonly string[]): string =>
    uuidOf(organization, period.from, period.to, timezone, model.verification.head?.sha256 ?? '', ...name);
  return canonicalDocument({
    'assessment-results': {
      uuid: id('assessment-results'),
      metadata: {
        title: line(`${organization}: evidence from ${period.from} to ${period.to}`),
        'last-modified': made.at,
        version: made.version,
        'oscal-version': oscalVersion,
      },
      'import-ap': {
        href: `#${id('plan')}`,
        remarks:
          'There is no separate assessment plan: every control is judged every night, as the evidence says.',
      },
      results: [resultOf(model, id)],
      'back-matter': {
        resources: [
          {
            uuid: id('plan'),
            title: 'How the evidence is collected and judged',
            rlinks: [{ href: '../index.html' }, { href: '../VERIFY.md' }],
          },
        ],
      },
    },
  });
}

type Ids = (...name: readonly string[]) => string;

function resultOf(model: ReportModel, id: Ids): object {
  const { nights, controls, period, verification } = model;
  const outcomes = ['complete', 'partial', 'failed', 'missing'] as const;
  const nist = [...new Set(controls.flatMap(({ mappings }) => mappings.nist80053.map(nistId)))].sort();
  return {
    uuid: id('result'),
    title: line(`Nights from ${period.from} to ${period.to}`),
    description: verification.ok
      ? 'All nights that were due are there, and nothing differs from what was sealed.'
      : `The evidence has ${verification.problems.length + verification.moreProblems} problems; see index.html.`,
    start: nights[0]?.run ?? model.made.at,
    end: nights.at(-1)?.run ?? model.made.at,
    props: [
      ...outcomes.map((outcome) =>
        prop(`nights-${outcome}`, nights.filter((night) => night.outcome === outcome).length),
      ),
      prop('evidence-verified', verification.ok),
    ],
    'reviewed-controls': {
      'control-selections': [
        nist.length > 0
          ? { 'include-controls': nist.map((control) => ({ 'control-id': control })) }
          : { 'include-all': {} },
      ],
    },
    ...(controls.length > 0
      ? {
          observations: controls.map((control) => observationOf(model, control, id)),
          findings: controls.map((control) => findingOf(control, id)),
        }
      : {}),
  };
}

function observationOf({ nights, made }: ReportModel, control: ControlHistory, id: Ids): object {
  const last = nights.findLast((_, at) => isJudged(control.states[at]))?.run;
  return {
    uuid: id('observation', control.id),
    title: line(control.title),
    description: line(control.meaning || control.title),
    props: states.map((state) => prop(`nights-${state}`, countOf(control, state))),
    methods: ['TEST'],
    types: ['control-objective'],
    collected: last ?? made.at,
    'relevant-evidence': [
      { href: `../controls/${control.id}.csv`, description: 'Every subject with its verdict on every night' },
    ],
  };
}

function findingOf(control: ControlHistory, id: Ids): object {
  const satisfied = control.states.every((state) => state === 'pass');
  return {
    uuid: id('finding', control.id),
    title: line(control.title),
    description: line(wordsOf(control)),
    ...(control.mappings.nist80053.length > 0
      ? { props: control.mappings.nist80053.map((name) => prop('nist-800-53', nistId(name))) }
      : {}),
    target: {
      type: 'objective-id',
      'target-id': token(control.id),
      status: {
        state: satisfied ? 'satisfied' : 'not-satisfied',
        reason: satisfied ? 'pass' : countOf(control, 'fail') > 0 ? 'fail' : 'other',
      },
    },
    'related-observations': [{ 'observation-uuid': id('observation', control.id) }],
  };
}

function wordsOf(control: ControlHistory): string {
  const counts = states.map((state) => `${state}: ${countOf(control, state)}`).join(', ');
  return `Nights by verdict: ${counts}.`;
}

function countOf({ states: all }: ControlHistory, state: NightState): number {
  return all.filter((one) => one === state).length;
}

function isJudged(state: NightState | undefined): boolean {
  return state !== undefined && state !== 'none' && state !== 'not-judged';
}

function prop(name: string, value: string | number | boolean): object {
  return { name, ns: namespace, value: String(value) };
}

/** `IA-2(1)` is `ia-2.1` in the catalog. */
function nistId(name: string): string {
  return token(name.toLowerCase().replace(/\s*\((\d+)\)/g, '.$1'));
}

/** OSCAL's tokens begin with a letter or `_` and hold letters, digits, `.`, `-` and `_`. */
function token(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}._-]/gu, '_');
  return /^[\p{L}_]/u.test(clean) ? clean : `_${clean}`;
}

/** Text from outside, as one line that OSCAL takes. */
function line(words: string): string {
  return inert(words) || '–';
}
