import { type DriftDocument, type DriftEvent, isObjection } from '../drift/event.ts';
import { clip } from '../text/clip.ts';
import type { Alert, Urgency } from './alert.ts';
import { mailSubject, mailText } from './mail.ts';
import { type SlackBody, slackBody } from './slack.ts';
import { stableId } from './stable-id.ts';

/** Who says so, on the bus. */
export const eventSource = 'exhibit';
/** The fleet itself, as no organization can be called. */
export const fleetSource = 'exhibit-fleet';

/** Who says so of an organization of a fleet, on the bus that all share. */
export const sourceOf = (organization: string): string => `${eventSource}.${organization}`;

export type DetailType = 'Exhibit Drift' | 'Exhibit Run Sealed' | 'Exhibit Alert';

/** One entry for the bus. `docs/events.md` describes each kind of detail, with its schema. */
export interface BusEvent {
  readonly detailType: DetailType;
  readonly detail: DriftDetail | RunSealedDetail | AlertDetail;
}

export interface DriftDetail extends DriftEvent {
  readonly schema: 'exhibit/event/drift/v1';
  readonly run: string;
  readonly organization: string;
  /** The sealed run that it was compared with; null on a first night. */
  readonly since: string | null;
  /** Whether a person should look at it, as opposed to good news and reminders. */
  readonly objection: boolean;
}

export interface RunSealedDetail {
  readonly schema: 'exhibit/event/run-sealed/v1';
  readonly id: string;
  readonly run: string;
  readonly organization: string;
  readonly status: 'complete' | 'partial' | 'failed';
  readonly since: string | null;
  readonly seal: { readonly sequence: number; readonly path: string; readonly sha256: string };
  readonly locker: string;
  /** How many controls came to which verdict. */
  readonly controls: {
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly notJudged: number;
  };
  readonly datasets: { readonly whole: number; readonly all: number };
}

export interface AlertDetail {
  readonly schema: 'exhibit/event/alert/v1';
  readonly id: string;
  readonly run: string;
  readonly organization: string;
  readonly urgency: Urgency;
  readonly subject: string;
  readonly text: string;
  readonly slack: SlackBody;
  readonly seal: Alert['head'];
}

/** A sealed night, as the events speak of it. */
export interface AnnouncedRun {
  readonly run: string;
  readonly organization: string;
  readonly status: RunSealedDetail['status'];
  readonly drift: DriftDocument;
  readonly seal: Alert['head'];
  readonly locker: string;
  readonly controls: RunSealedDetail['controls'];
  readonly datasets: RunSealedDetail['datasets'];
}

/** What a message's forms and its night's events are on the bus, in the order in which they are sent: what people read first. */
export function busEvents(nights: readonly AnnouncedRun[], alert: Alert | null): BusEvent[] {
  return [
    ...(alert ? [alertEvent(alert)] : []),
    ...nights.flatMap((night) => [...driftEvents(night), sealedEvent(night)]),
  ];
}

/** No entry comes near the bus's limit, whatever a provider's words are. */
const longestText = 8_000;

function driftEvents({ run, organization, drift }: AnnouncedRun): BusEvent[] {
  return drift.events.map((event) => ({
    detailType: 'Exhibit Drift',
    detail: {
      schema: 'exhibit/event/drift/v1',
      id: event.id,
      run,
      organization,
      since: drift.since,
      objection: isObjection(event),
      type: event.type,
      control: event.control,
      subject: clipped(event.subject),
      ...(event.key === undefined ? {} : { key: clip(event.key, longestText) }),
      ...(event.cause === undefined ? {} : { cause: event.cause }),
      ...(event.path === undefined ? {} : { path: clip(event.path, longestText) }),
      ...(event.vault === undefined ? {} : { vault: event.vault }),
      ...(event.by === undefined ? {} : { by: clip(event.by, longestText) }),
      ...(event.at === undefined ? {} : { at: event.at }),
      before: clipped(event.before),
      after: clipped(event.after),
      message: clip(event.message, longestText),
    },
  }));
}

function clipped(text: string | null): string | null {
  return text === null ? null : clip(text, longestText);
}

function sealedEvent({ run, organization, drift, ...night }: AnnouncedRun): BusEvent {
  const { status, seal, locker, controls, datasets } = night;
  return {
    detailType: 'Exhibit Run Sealed',
    detail: {
      schema: 'exhibit/event/run-sealed/v1',
      id: stableId(run, 'run-sealed', organization),
      run,
      organization,
      status,
      since: drift.since,
      seal,
      locker,
      controls,
      datasets,
    },
  };
}

function alertEvent(alert: Alert): BusEvent {
  const { id, run, organization, urgency, head } = alert;
  return {
    detailType: 'Exhibit Alert',
    detail: {
      schema: 'exhibit/event/alert/v1',
      id,
      run,
      organization,
      urgency,
      subject: mailSubject(alert),
      text: mailText(alert),
      slack: slackBody(alert),
      seal: head,
    },
  };
}
