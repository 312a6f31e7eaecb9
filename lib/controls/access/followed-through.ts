import * as z from 'zod/mini';
import { reviewOf } from '../../declared/review.ts';
import { canonicalText } from '../../evidence/canonical.ts';
import { membersOf } from '../../evidence/datasets/declared.ts';
import { days as daysMs } from '../../evidence/day.ts';
import { isWhole } from '../../evidence/document.ts';
import { type Assessment, type Control, type ControlInput, defineControl } from '../../judging/control.ts';
import { fail, type Judgement, named, unknown, whoOf } from '../../judging/judgement.ts';
import { isOf, optional } from '../../judging/need.ts';
import type { OwnProvider } from '../../judging/own-provider.ts';
import {
  type EndedChange,
  isOfAnother,
  otherThanReviewed,
  type RecordedReview,
  type ReviewedChange,
  type ReviewedDataset,
} from '../../judging/recorded-review.ts';
import type { ReadRecords, ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';
import { datasetsOf } from '../../judging/totals/control-total.ts';
import { services } from '../../providers/services.ts';
import { countedLists, heldTotals } from '../../providers/totals.ts';
import { accessReviewed, accessReviewedId } from './reviewed.ts';

interface Parameters {
  readonly days: number;
}

export const reviewFollowedThrough = defineControl<Parameters>({
  id: 'access.review-followed-through',
  version: 3,
  title: 'What an access review decided is carried out',
  meaning:
    'Within some days, every account that the last recorded access review decided to remove is gone or inactive, and every account that it decided to change has changed. A decision of an earlier review counts until a later review decides again or sees the account gone. Where the service is no longer connected, only a newer review ends a decision.',
  fix: 'Remove or change the account as decided, or review access again and record that it stays. For a service that is no longer connected, record in a review why no action is needed.',
  mappings: { soc2: ['CC6.2', 'CC6.3'], iso27001: ['A.5.18'], nist80053: ['AC-2'], cis: ['5.3', '6.8'] },
  needs: [
    ...services.flatMap(({ review }) => review?.datasets ?? []),
    ...countedLists.flatMap(({ total }) => datasetsOf(total)),
  ].map(optional),
  parameters: () => z.strictObject({ days: z._default(z.int().check(z.minimum(0), z.maximum(365)), 7) }),
  // Where nothing has to be reviewed, nothing has to follow.
  applies: (connected) => accessReviewed.applies?.(connected) ?? null,
  evaluate,
});

function* evaluate(input: ControlInput<Parameters>): Iterable<Assessment> {
  const attestation = input.attestationOf(accessReviewedId);
  if (!attestation?.review)
    return yield {
      ...named('access review'),
      verdict: 'unknown',
      reason: 'No access review that still counts is recorded: prepare one with “exhibit review”.',
    };
  const { changes } = attestation.review;
  const what = changes.length === 0 ? 'nothing to change' : `${changes.length} to remove or change`;
  const reason = `The review of the night of ${attestation.review.run.slice(0, 10)} had ${what}.`;
  yield { ...named('access review'), verdict: 'pass', reason };
  const accountsIn = accountReader(input, attestation.review);
  for (const change of changes) {
    const who = whoOf(change.connection, change.id, `${change.account} (${change.connection})`);
    yield {
      ...who,
      ...withGrace(judge(change, accountsIn(change)), change.before?.at ?? attestation.at, input),
    };
  }
  // What the same review decided anew is judged by that.
  for (const one of attestation.review.ended ?? [])
    if (!changes.some(({ connection, id }) => connection === one.connection && id === one.id))
      yield assessEnded(one, backTonight(one, input, attestation.review), accountsIn);
}

/** A decision of people, which no evidence bears out and none can: its reason says that it is one. */
function assessEnded(one: EndedChange, back: Back | null, accountsIn: AccountsIn): Assessment {
  const { account, connection, decidedBy, decision, id, note, since } = one;
  const who = whoOf(connection, id, `${account} (${connection})`);
  const wanted = decision === 'remove' ? 'to be removed' : 'to be changed';
  const was = `It was ${wanted} by the review of ${since.slice(0, 10)}.`;
  const by = `${decidedBy.join(' and ')} decided that no action is needed: ${note}`;
  const seen = back && accountsIn({ ...back, before: { at: since, of: one.of } });
  if (!back || !seen)
    return { ...who, verdict: 'pass', reason: `${was} ${connection} is no longer connected, and ${by}` };
  const decided = `${was} When ${connection} was not connected, ${by.replace(/\.$/, '')}. Tonight ${back.connection} is connected`;
  return { ...who, ...judgeBack(one, seen, decided) };
}

type Back = Pick<ReviewedChange, 'connection' | 'provider'>;

/**
 * The connection that shows tonight what was given up, under its name or another: the decision rested on nobody seeing it. Null
 * where there is none. What the same review has another sheet of was decided there.
 */
function backTonight(
  { connection, of = [], provider }: EndedChange,
  { documents }: ControlInput<Parameters>,
  { sheets }: RecordedReview,
): Back | null {
  const isReviewed = (id: string) => sheets.some((sheet) => sheet.connection === id);
  for (const id of new Set(documents.map((one) => one.connection))) {
    const own = documents.filter((one) => one.connection === id);
    const now = own[0]?.provider ?? '';
    if (provider !== undefined && now !== provider) continue;
    const is = own.map(({ dataset, tenant }) => ({ dataset, tenant: tenant?.id ?? null }));
    const isSame = id === connection ? !isOfAnother(of, is) : !isReviewed(id) && isSurelyOf(of, is);
    if (isSame) return { connection: id, provider: now };
  }
  return null;
}

/** Whether one of the lists says that it is of the organization that was reviewed. */
function isSurelyOf(was: readonly ReviewedDataset[], is: readonly ReviewedDataset[]): boolean {
  const isHere = ({ dataset, tenant }: ReviewedDataset) =>
    tenant !== null && is.some((one) => one.dataset === dataset && one.tenant === tenant);
  return was.some(isHere) && !isOfAnother(was, is);
}

/** Nothing but what is seen ends it now. */
function judgeBack(
  { decision, id }: EndedChange,
  { byId, other, outOfSight, whole }: NonNullable<SeenAccounts>,
  decided: string,
): Judgement {
  const anew = 'review access again, so that it is decided again';
  const now = byId.get(id);
  if (now?.active === false) return { verdict: 'pass', reason: `${decided}, and it is inactive there.` };
  if (now?.active === true && decision === 'remove')
    return fail(`${decided}, and it is active there: remove it, or ${anew}.`);
  if (now) return unknown(`${decided}, and it is there: ${anew}.`);
  if (other !== null) return unknown(`${decided}; ${other}: ${anew}.`);
  const hidden = outOfSight(id) ?? (whole ? null : 'not every account was seen');
  if (hidden !== null) return unknown(`${decided}, and ${hidden}: ${anew}.`);
  return { verdict: 'pass', reason: `${decided}, and it is gone from there.` };
}

/** The accounts of a change's connection by id, with whether every one was seen; null where it is not connected. */
type SeenAccounts = {
  readonly byId: ReadonlyMap<string, ReviewedAccount>;
  readonly whole: boolean;
  /** Why it is not what was reviewed; null where it is. */
  readonly other: string | null;
  readonly outOfSight: (id: string) => string | null;
} | null;

type AccountsIn = (change: Pick<ReviewedChange, 'before' | 'connection' | 'provider'>) => SeenAccounts;

/** Each connection is read once. */
function accountReader(input: ControlInput<Parameters>, review: RecordedReview): AccountsIn {
  const seen = new Map<string, SeenAccounts>();
  const contradicted = contradictedIn(input);
  return ({ before, connection, provider }) => {
    const key = `${before?.at ?? ''} ${connection}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const sheet = before
      ? { connection, provider, of: before.of }
      : review.sheets.find((one) => one.connection === connection);
    const other = sheet ? otherThanReviewed(sheet, input.documents) : null;
    const accounts = accountsOf(input, connection, provider);
    const found = accounts && { ...accounts, other, whole: accounts.whole && !contradicted.has(connection) };
    seen.set(key, found);
    return found;
  };
}

/** Connections with a list that the provider counts otherwise: whoever is not on it may be there. */
function contradictedIn(input: ControlInput<Parameters>): ReadonlySet<string> {
  const held = heldTotals(input).filter(({ addsUp }) => addsUp === false);
  return new Set(held.map(({ connection }) => connection));
}

function accountsOf(
  input: ControlInput<Parameters>,
  connection: string,
  provider: string,
): Omit<NonNullable<SeenAccounts>, 'other'> | null {
  const review = reviewAt(input, provider);
  const own = input.documents.filter((one) => one.connection === connection && one.provider === provider);
  if (!review || own.length === 0) return null;
  const whole = review.datasets.every((dataset) => {
    const found = own.find((document) => isOf(document, dataset));
    // What the connection was never asked for is no gap: where it was, there is a document.
    return found ? isWhole(found) : dataset.onlyFor !== null;
  });
  const records: ReadRecords = function* (dataset) {
    for (const view of input.views(dataset))
      if (view.document.connection === connection) yield* view.records();
  };
  const accounts = review.accounts(records);
  const byId = new Map<string, ReviewedAccount>();
  for (const account of accounts) {
    const before = byId.get(account.id);
    if (!before || before.active === false) byId.set(account.id, account);
  }
  return { byId, whole, outOfSight: (id) => review.outOfSight?.(records, id) ?? null };
}

/** Also of a provider that the company declared. */
function reviewAt({ settings }: ControlInput<Parameters>, provider: string): ServiceReview | null {
  const listed = services.find((one) => one.provider === provider);
  const own = settings.ownProviders?.find(({ id }) => id === provider);
  return listed?.review ?? (own ? reviewOf({ id: own.id, untold: [] }) : null);
}

/** The control together with the accounts of the company's own providers. */
export function followingOwn(control: Control, own: readonly OwnProvider[]): Control {
  if (own.length === 0 || control.id !== reviewFollowedThrough.id) return control;
  return { ...control, needs: [...control.needs, ...own.map(({ id }) => optional(membersOf(id)))] };
}

function judge(change: ReviewedChange, seen: SeenAccounts): Judgement {
  const { connection, decidedBy, decision, note } = change;
  const by = decidedBy.join(' and ');
  const wanted = decision === 'remove' ? 'to be removed' : `to be changed (${note})`;
  const decided = `It was ${wanted}, by the decision of ${by}`;
  const expected = decision === 'remove' ? 'gone, or inactive' : `different from: ${accessText(change.was)}`;
  if (!seen) return { ...unknown(`${decided}, and ${connection} is no longer connected.`), expected };
  if (seen.other !== null) return { ...unknown(`${decided}, and ${seen.other}.`), expected };
  const now = seen.byId.get(change.id);
  const hidden = now ? null : seen.outOfSight(change.id);
  if (hidden !== null) return { ...unknown(`${decided}, and ${hidden}.`), expected };
  if (!now)
    return seen.whole
      ? { verdict: 'pass', reason: '', expected, seen: 'gone' }
      : { ...unknown(`${decided}, and ${connection} did not show every account.`), expected };
  const compared = { expected, seen: accessText(now) };
  if (now.active === false) return { verdict: 'pass', reason: '', ...compared };
  if (decision === 'change') return { ...judgeChanged(change, now, seen.whole, decided), ...compared };
  if (now.active === null)
    return { ...unknown(`${decided}, and ${connection} does not say whether it is active.`), ...compared };
  return { ...fail(`${decided}, and it is still active in ${connection}.`), ...compared };
}

/** That something changed is seen, and whether it is what was wanted is for whoever reads the note. */
function judgeChanged(
  { connection, was }: ReviewedChange,
  now: ReviewedAccount,
  whole: boolean,
  decided: string,
): Judgement {
  const isAsItWas = canonicalText(shownOf(was)) === canonicalText(shownOf(now));
  const tellsLittle = was.roles === null && was.opens === null;
  if (!isAsItWas && whole) return { verdict: 'pass', reason: `${decided}, and it has changed.` };
  if (!isAsItWas) return unknown(`${decided}, and ${connection} did not show all that it opens.`);
  if (tellsLittle) return unknown(`${decided}, and ${connection} does not say what it may do.`);
  return fail(`${decided}, and it is unchanged in ${connection}.`);
}

type Access = ReviewedChange['was'];

/** In any order. */
function shownOf({ active, opens, privileged, roles }: Access): Access {
  return { active, opens: opens?.toSorted() ?? null, privileged, roles: roles?.toSorted() ?? null };
}

function accessText({ active, opens, roles }: Access): string {
  const state = active === null ? 'not known whether active' : active ? 'active' : 'inactive';
  return [state, ...(roles ?? []), ...(opens ?? [])].join(', ');
}

function withGrace(
  judgement: Judgement,
  recordedAt: string,
  { now, parameters }: ControlInput<Parameters>,
): Judgement {
  const until = new Date(Date.parse(recordedAt) + daysMs(parameters.days));
  return judgement.verdict === 'fail' && until > now
    ? { ...judgement, excusedUntil: until.toISOString() }
    : judgement;
}
