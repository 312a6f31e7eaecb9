import { type GoogleListing, type GoogleUsage, usage } from '../../../evidence/datasets/google-workspace.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput } from '../../../judging/control.ts';
import type { ControlTotal, Counted } from '../../../judging/totals/control-total.ts';
import type { Explanation, Tally } from '../../../judging/totals/reconcile.ts';

/** How many users Google's report of a day counts, and how many our own list of that day held. */
function usersOfADay({ views }: Pick<ControlInput, 'views'>, connection: string): Counted {
  const found = views(usage).find(({ document }) => document.connection === connection);
  if (!found)
    return { not: `Google was not asked for its own count of ${connection} (reports: usage is off).` };
  const [record] = isWhole(found.document) ? found.records() : [];
  if (!record || record.users === null || record.suspended === null)
    return { not: `Google did not say how many users ${connection} had on a day.` };
  const { date, listing, suspended, users } = record;
  if (listing === null)
    return { not: `No night saw the users of ${connection} whole on ${date}, the day of Google's count.` };
  const all = { stratum: `users on ${date}`, counted: users, listed: listing.users };
  const some = { stratum: `suspended on ${date}`, counted: suspended, listed: listing.suspended };
  const explanations = [
    ...aboutThatDay(all.stratum, record, (one) => one.users),
    ...aboutThatDay(some.stratum, record, (one) => one.suspended),
    ...leftOut(all, listing),
  ];
  return { tallies: [all, some], explanations };
}

/** Whoever came or went within a day of it may be counted and not listed, or the other way round. */
function aboutThatDay(
  stratum: string,
  { listing, listingsAround }: GoogleUsage,
  of: (listing: GoogleListing) => number,
): readonly Explanation[] {
  if (listing === null) return [];
  const steps = listingsAround.map((one) => of(one) - of(listing));
  const why = 'users came or went about that day, by the lists of the nights before and after';
  return [Math.max(0, ...steps), Math.min(0, ...steps)]
    .filter((upTo) => upTo !== 0)
    .map((upTo) => ({ stratum, upTo, why }));
}

/** Exactly as many fewer as are suspended, or archived, or both: then Google counts without them, and nobody else is amiss. */
function leftOut({ counted, listed, stratum }: Tally, own: GoogleListing): readonly Explanation[] {
  const { archived, suspended } = own;
  const kinds = [
    { number: suspended, what: 'suspended' },
    { number: archived, what: 'archived' },
    { number: suspended + archived, what: 'suspended and archived' },
  ];
  const kind = kinds.find(({ number }) => number > 0 && listed - counted === number);
  return kind ? [{ stratum, upTo: -kind.number, why: `it leaves out those who are ${kind.what}` }] : [];
}

export const googleUsageTotal: ControlTotal = {
  dataset: usage,
  kind: 'earlier',
  what: 'users',
  by: "Google's usage report",
  of: usersOfADay,
};
