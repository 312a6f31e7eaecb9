import { type Exception, isWaived, type WaivedNights } from '../../drift/exceptions/exceptions.ts';
import { firstGood } from '../../drift/exceptions/failure-periods.ts';
import type { ControlHistory } from '../../report/model.ts';
import { periodOf } from '../period/period.ts';
import { isParty } from './parties.ts';
import { evidenceOf } from './resources.ts';
import { type OscalContext, runOf } from './sources.ts';
import { subjectOf } from './subjects.ts';
import { type Ids, line, props, some } from './terms.ts';

/** What an exception is known by within the file. */
function nameOf({ id: control }: ControlHistory, { firstBad, key, kind, subject }: Exception): string[] {
  return [control, subject, key ?? '', kind, String(firstBad)];
}

export function riskId(id: Ids, control: ControlHistory, exception: Exception): string {
  return id('risk', ...nameOf(control, exception));
}

/** What was seen of a subject, from its last good night to its first good one. */
export function exceptionObservation(
  context: OscalContext,
  control: ControlHistory,
  exception: Exception,
): object {
  const { firstBad, lastBad, subject, reason } = exception;
  return {
    uuid: observationId(context.id, control, exception),
    title: line(`${control.title}: ${subject}`),
    description: line(reason || (exception.kind === 'fail' ? 'It fails.' : 'It could not be decided.')),
    props: nightProps(context, exception),
    methods: ['TEST'],
    types: ['finding'],
    subjects: [subjectOf(context, exception)],
    collected: runOf(context, lastBad),
    ...some('relevant-evidence', [
      ...evidenceOf(context, firstBad, 'First bad night'),
      ...(lastBad === firstBad ? [] : evidenceOf(context, lastBad, 'Last bad night')),
    ]),
  };
}

export function observationId(id: Ids, control: ControlHistory, exception: Exception): string {
  return id('observation', ...nameOf(control, exception));
}

/** An exception as a risk; a waiver of it as a deviation that was approved, with who did and until when. */
export function riskOf(context: OscalContext, control: ControlHistory, exception: Exception): object {
  const { id } = context;
  const { over, subject, waivers } = exception;
  const waiver = over === null && isWaived(exception) ? waivers.at(-1) : undefined;
  return {
    uuid: riskId(id, control, exception),
    title: line(`${control.title}: ${subject}`),
    description: line(exception.reason || control.title),
    statement: line(control.meaning || control.title),
    props: nightProps(context, exception),
    status: statusOf(exception),
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': id('exhibit') }] }],
    ...(waiver ? { deadline: endOf(waiver, context) } : {}),
    ...some(
      'remediations',
      waivers.map((one) => acceptance(context, nameOf(control, exception), one)),
    ),
    'risk-log': { entries: entriesOf(context, nameOf(control, exception), exception) },
    'related-observations': [{ 'observation-uuid': observationId(id, control, exception) }],
  };
}

function statusOf(exception: Exception): string {
  if (exception.over !== null) return 'closed';
  if (exception.kind === 'unknown') return 'investigating';
  return isWaived(exception) ? 'deviation-approved' : 'open';
}

function nightProps(context: OscalContext, exception: Exception): object[] {
  const run = (night: number | null): string | null => (night === null ? null : runOf(context, night));
  return props({
    kind: exception.kind,
    'last-good-night': run(exception.lastGood),
    'first-bad-night': exception.since ?? run(exception.firstBad),
    'last-bad-night': run(exception.lastBad),
    'first-good-night': run(firstGood(exception)),
    'over-on': run(exception.over?.night ?? null),
    'over-as': exception.over?.how ?? null,
    'nights-seen': exception.nights,
    'nights-waived': exception.waived,
    expected: exception.expected,
    seen: exception.seen,
    'began-by-a-change-of': exception.cause,
    'ended-by-a-change-of': exception.overCause,
  });
}

/** The end of a waiver's last day in the company's zone, or the moment that a provider's rule ends. */
function endOf({ expires }: WaivedNights, { model }: OscalContext): string {
  return /^\d{4}-\d\d-\d\d$/.test(expires) ? periodOf(expires, expires, model.timezone).end : expires;
}

function acceptance(context: OscalContext, name: readonly string[], waiver: WaivedNights): object {
  const { approvedBy, expires, from, reason } = waiver;
  return {
    uuid: context.id('waiver', ...name, String(from)),
    lifecycle: 'completed',
    title: 'Accepted for a time',
    description: line(reason),
    props: [
      { name: 'type', value: 'accept' },
      ...props({
        'approved-by': approvedBy,
        expires,
        from: runOf(context, from),
        to: runOf(context, waiver.to),
      }),
    ],
    ...(isParty(context, approvedBy)
      ? {
          origins: [
            {
              actors: [
                { type: 'party', 'actor-uuid': context.id('party', approvedBy), 'role-id': 'approver' },
              ],
            },
          ],
        }
      : {}),
  };
}

function entriesOf(context: OscalContext, name: readonly string[], exception: Exception): object[] {
  const { firstBad, kind, over, since, waivers } = exception;
  const entry = (what: string, start: string, title: string, status: string, by?: string): object => ({
    uuid: context.id('entry', ...name, what),
    title,
    start,
    'status-change': status,
    ...(by !== undefined && isParty(context, by)
      ? { 'logged-by': [{ 'party-uuid': context.id('party', by), 'role-id': 'approver' }] }
      : {}),
  });
  const [text, status] = firstText[kind];
  return [
    entry('seen', since ?? runOf(context, firstBad), text, status),
    ...waivers.map(({ approvedBy, from }) =>
      entry(`waived ${from}`, runOf(context, from), 'Waived', 'deviation-approved', approvedBy),
    ),
    ...(over ? [entry('over', runOf(context, over.night), overText[over.how], 'closed')] : []),
  ];
}

const firstText = {
  fail: ['Seen to fail', 'open'],
  unknown: ['Could not be decided', 'investigating'],
} as const;

const overText = {
  passed: 'Passed again',
  gone: 'No longer there',
  failed: 'Found failing, which is a risk of its own',
} as const;
