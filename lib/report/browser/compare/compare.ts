import type { PageControl, PageData } from '../../page-data.ts';
import type { ListedException } from '../numbered.ts';
import type { Side } from './other-package.ts';

/** An exception of the earlier period beside that of the later one; null where it is in one of them alone. */
export interface Pair {
  readonly control: string;
  readonly title: string;
  readonly earlier: ListedException | null;
  readonly later: ListedException | null;
}

/** An exception that the earlier period does not show as open at its end, and whether it is known not to have been. */
export interface Fresh extends Pair {
  /** Why it may have stood before; null where it began in the later period. */
  readonly doubt: string | null;
}

/** An exception that stood when the earlier period ended and does not when the later one does, and what is known of its end. */
export interface Gone extends Pair {
  readonly how: string;
  /** False where nothing says that it ended. */
  readonly isEnded: boolean;
}

export interface Compared {
  /** In the later period, and not seen open when the earlier one ended. */
  readonly fresh: readonly Fresh[];
  /** Open when either period ended. */
  readonly open: readonly Pair[];
  readonly gone: readonly Gone[];
  /** How many began and ended within the earlier period. */
  readonly before: number;
}

/** Why two packages cannot be held against each other; null where they can. */
export function incomparable(own: PageData, other: PageData): string | null {
  if (other.organization !== own.organization)
    return `This is a package of ${other.organization}, and not of ${own.organization}.`;
  if (Boolean(other.pseudonyms) !== Boolean(own.pseudonyms))
    return 'One of the two names people and the other has pseudonyms for them: people of one are not found in the other, so everybody would seem gone and new.';
  return null;
}

/** What failed in two periods of one company: what is new, what is still open, and what is gone. */
export function compare(earlier: Side, later: Side): Compared {
  const [had, have] = [openExceptions(earlier), openExceptions(later)];
  const wasOpen = had.filter(isOpen);
  const open = new Set(wasOpen.map((one) => nameOf(earlier.page, one)));
  const goesOn = have.filter((one) => isFromBefore(one) && open.has(nameOf(later.page, one)));
  const newest = newestOf(goesOn, later.page);
  const anew = new Set(have.filter((one) => !goesOn.includes(one)).map((one) => nameOf(later.page, one)));
  const compared = wasOpen.map((one): Gone => {
    const name = nameOf(earlier.page, one);
    const then = newest.get(name) ?? null;
    const text = { ...textOf(earlier.page, one), earlier: one, later: then };
    const end = anew.has(name) ? ended('passed again, and failed again') : endOf(text, earlier, later);
    return { ...text, ...end };
  });
  const isStill = ({ later: then }: Pair): boolean => then !== null && isOpen(then);
  return {
    fresh: have
      .filter((one) => !goesOn.includes(one))
      .map((one) => ({
        ...textOf(later.page, one),
        earlier: null,
        later: one,
        doubt: doubtOf(one, earlier, later),
      })),
    open: compared.filter(isStill),
    gone: compared.filter((pair) => !isStill(pair)),
    before: had.length - wasOpen.length,
  };
}

/** Of one subject that came and went the one that is open, else the last. */
function newestOf(goesOn: readonly ListedException[], page: PageData): ReadonlyMap<string, ListedException> {
  const sorted = goesOn.toSorted(
    (a, b) => Number(isOpen(a)) - Number(isOpen(b)) || a.exception.firstBad - b.exception.firstBad,
  );
  return new Map(sorted.map((one) => [nameOf(page, one), one]));
}

function textOf(page: PageData, { control }: ListedException): Pick<Pair, 'control' | 'title'> {
  const { id = '', title = '' } = page.controls[control] ?? {};
  return { control: id, title };
}

/** Failures, those that a waiver covers included: what could not be decided is no failure and no end of one. */
function openExceptions({ exceptions }: Side): readonly ListedException[] {
  return [...exceptions.failures, ...exceptions.waived];
}

function isOpen({ exception }: ListedException): boolean {
  return exception.over === null;
}

/** Whether it may have stood before the period: no good night of it lies before it. */
function isFromBefore({ exception }: ListedException): boolean {
  return exception.lastGood === null;
}

function nameOf(page: PageData, { control, exception }: ListedException): string {
  return JSON.stringify([page.controls[control]?.id, exception.key ?? exception.subject.toLowerCase()]);
}

/** Nothing that was not looked at before counts as new. */
function doubtOf(one: ListedException, { exceptions, page }: Side, later: Side): string | null {
  if (!isFromBefore(one)) return null;
  const { id } = later.page.controls[one.control] ?? {};
  const own = page.controls.find((control) => control.id === id);
  const last = own?.states.match(/[PFU](?=[^PFU]*$)/)?.[0];
  if (last === undefined) return 'not judged in the earlier period: it may have been open then';
  if (exceptions.more > 0)
    return 'not among those that the earlier page lists, which leaves some out: it may have been open then';
  if (
    last === 'U' ||
    exceptions.undecided.some((other) => isOpen(other) && nameOf(page, other) === nameOf(later.page, one))
  )
    return 'could not be decided when the earlier period ended: it may have been open then';
  return null;
}

/** Nothing that is not seen counts as put right. */
function endOf({ control, later }: Pair, before: Side, { exceptions, page }: Side): End {
  const over = later?.exception.over;
  if (over?.how === 'passed') return ended('passed again in the later period');
  if (over?.how === 'gone') return ended('no longer there in the later period');
  const own = page.controls.find(({ id }) => id === control);
  if (!own || !/[PFU]/.test(own.states))
    return unended('not judged in the later period: nothing says that it ended');
  if (later === null && exceptions.more > 0)
    return unended(
      'not among those that the later page lists, which leaves some out: nothing says that it ended',
    );
  if (isAlwaysDecided(own))
    return ended(
      isSameRule(
        own,
        before.page.controls.find(({ id }) => id === control),
      )
        ? 'did not fail in the later period'
        : 'did not fail in the later period, which judged by another rule',
    );
  return unended('not seen failing in the later period, which could not decide the control on every night');
}

type End = Pick<Gone, 'how' | 'isEnded'>;

const ended = (how: string): End => ({ how, isEnded: true });
const unended = (how: string): End => ({ how, isEnded: false });

function isSameRule(is: PageControl, was: PageControl | undefined): boolean {
  return (
    was !== undefined &&
    was.version === is.version &&
    JSON.stringify(was.parameters) === JSON.stringify(is.parameters)
  );
}

function isAlwaysDecided({ states }: Pick<PageControl, 'states'>): boolean {
  return /^[PF]+$/.test(states);
}
