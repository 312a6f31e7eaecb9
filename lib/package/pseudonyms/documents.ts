import type { DriftDocument, DriftEvent } from '../../drift/event.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import type { Attestation } from '../../judging/attestation.ts';
import type { Finding } from '../../judging/finding.ts';
import type { OwnApproval } from '../../judging/own-approvals.ts';
import type { RecordedReview } from '../../judging/recorded-review.ts';
import type { Waiver } from '../../judging/waivers.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { changeTexts } from './person-fields.ts';
import { type Pseudonyms, withheldText } from './pseudonym.ts';

export function changeFinding(finding: Finding, { text, person }: Pseudonyms): Finding {
  const { waiver } = finding;
  return {
    ...finding,
    ...(finding.key === undefined ? {} : { key: text(finding.key) }),
    subject: text(finding.subject),
    reason: text(finding.reason),
    ...(finding.expected === undefined ? {} : { expected: text(finding.expected) }),
    ...(finding.seen === undefined ? {} : { seen: text(finding.seen) }),
    waiver: waiver && changeApproval(waiver, person),
  };
}

/** What the provider's own rule excuses was written by nobody. */
function changeApproval<W extends Pick<Waiver, 'reason' | 'approvedBy'>>(
  waiver: W,
  person: (identifier: string) => string,
): W {
  if (waiver.approvedBy === 'policy') return waiver;
  return { ...waiver, reason: withheldText, approvedBy: person(waiver.approvedBy) };
}

/** The files that it names are those that were put in the place of its own. */
export function changeFindings(document: FindingsDocument, { text, person }: Pseudonyms): FindingsDocument {
  const own = (one: OwnApproval): OwnApproval => {
    return { ...one, by: person(one.by), key: one.key && text(one.key), subject: text(one.subject) };
  };
  return {
    ...document,
    datasets: document.datasets.map((one) => ({
      ...one,
      problem: one.problem && { ...one.problem, message: text(one.problem.message) },
    })),
    controls: document.controls.map((control) => ({
      ...control,
      obstacles: control.obstacles.map(text),
      parameters: changeTexts(control.parameters, text),
    })),
    notJudged: document.notJudged.map((one) =>
      one.by === 'configuration' ? { ...one, reason: withheldText } : { ...one, reason: text(one.reason) },
    ),
    waivers: document.waivers.map((waiver) => ({
      ...changeApproval(waiver, person),
      subject: text(waiver.subject),
    })),
    attestations: document.attestations.map((one) => ({ ...one, by: everybody(one.by, person) })),
    ...(document.ownApprovals ? { ownApprovals: document.ownApprovals.map(own) } : {}),
  };
}

export function changeDrift(document: DriftDocument, pseudonyms: Pseudonyms): DriftDocument {
  return { ...document, events: document.events.map((event) => changeEvent(event, pseudonyms)) };
}

/** What the standard said is written by people and about people, down to names of files. */
function changeEvent(event: DriftEvent, { person, text }: Pseudonyms): DriftEvent {
  const orNull = (value: string | null): string | null => value && text(value);
  if (event.type === 'standard.changed')
    return {
      ...event,
      before: event.before && withheldText,
      after: event.after && withheldText,
      message: withheldText,
    };
  return {
    ...event,
    ...(event.key === undefined ? {} : { key: text(event.key) }),
    ...(event.by === undefined ? {} : { by: person(event.by) }),
    ...(event.vault === undefined
      ? {}
      : { vault: { key: text(event.vault.key), name: text(event.vault.name) } }),
    subject: orNull(event.subject),
    before: orNull(event.before),
    after: orNull(event.after),
    message: text(event.message),
  };
}

export function changeEvidence(document: EvidenceDocument, pseudonyms: Pseudonyms): EvidenceDocument {
  const { text, person } = pseudonyms;
  const { principal, problem, requests, collector } = document;
  return {
    ...document,
    principal: principal && changePrincipal(principal, document.origin, pseudonyms),
    problem: problem && { ...problem, message: text(problem.message) },
    requests: requests.map((request) => ({ ...request, url: text(request.url) })),
    collector: { ...collector, by: collector.by && person(collector.by) },
  };
}

/** Whoever asked or exported is somebody, also where no record knows the name; what is said in several words is our own. */
function changePrincipal(
  principal: string,
  origin: EvidenceDocument['origin'],
  { text, person }: Pseudonyms,
): string {
  const changed = text(principal);
  const own = changed !== principal || /\s/.test(principal);
  return own && origin !== 'export' && origin !== 'derived' ? changed : person(principal);
}

/** Its files are withheld, and so are their names and that of the machine; their hashes stay. */
export function changeAttestation(
  { recordedBy, review, ...attestation }: Attestation,
  pseudonyms: Pseudonyms,
): Attestation {
  const { person, text } = pseudonyms;
  const files = attestation.files.map((file) => ({ ...file, name: withheldText }));
  const sharedAccounts = attestation.about?.sharedAccounts?.map(text);
  const about =
    attestation.about && sharedAccounts ? { about: { ...attestation.about, sharedAccounts } } : {};
  const recorded = recordedBy && {
    user: recordedBy.user && person(recordedBy.user),
    host: withheldText,
    ...(recordedBy.aws === undefined
      ? {}
      : { aws: recordedBy.aws && { ...recordedBy.aws, arn: person(recordedBy.aws.arn) } }),
  };
  return {
    ...attestation,
    ...about,
    by: everybody(attestation.by, person),
    note: withheldText,
    files,
    ...(recorded ? { recordedBy: recorded } : {}),
    ...(review ? { review: changeReview(review, pseudonyms) } : {}),
  };
}

/** A review names all who decided, parted by commas; whoever else attests is one. */
function everybody(by: string, person: (identifier: string) => string): string {
  const names = by.split(', ');
  return names.every((name) => name.includes('@')) ? names.map(person).join(', ') : person(by);
}

function changeReview(review: RecordedReview, { person, text }: Pseudonyms): RecordedReview {
  return {
    ...review,
    decidedBy: review.decidedBy.map(person),
    changes: review.changes.map((change) => ({
      ...change,
      id: person(change.id),
      account: person(change.account),
      decidedBy: change.decidedBy.map(person),
      note: withheldText,
      was: {
        ...change.was,
        roles: change.was.roles?.map(text) ?? null,
        opens: change.was.opens?.map(text) ?? null,
      },
    })),
    ...(review.ended
      ? {
          ended: review.ended.map((one) => ({
            ...one,
            id: person(one.id),
            account: person(one.account),
            decidedBy: one.decidedBy.map(person),
            note: withheldText,
          })),
        }
      : {}),
  };
}
