import { data } from './data.ts';

/** Where the navigation leads. */
export interface Place {
  readonly href: string;
  readonly name: string;
  readonly group: string;
  /** Views that belong to it. */
  readonly views: readonly string[];
  /** Its number as a section of the report, the same everywhere; null for what no report has. */
  readonly no: number | null;
  /** How many it holds; null where that is not known before it is opened. */
  readonly count: number | null;
}

type Entry = readonly [href: string, name: string, views: readonly string[], count?: number];

const groups: Readonly<Record<string, readonly Entry[]>> = {
  Report: [
    ['#/', 'Overview', ['']],
    ['#/exceptions', 'Exceptions', ['exceptions'], sum('failures')],
    ['#/grid', 'Controls by nights', ['grid', 'control'], data.controls.length],
    ['#/frameworks/soc2', 'Frameworks', ['frameworks']],
  ],
  Populations: [
    ['#/people', 'People', ['people', 'person']],
    ['#/vaults', 'Vaults', ['vaults', 'vault']],
    ['#/services', 'Services', ['services']],
    ['#/populations', 'Joiners, leavers, changes', ['populations']],
    ['#/reviews', 'Access reviews', ['reviews']],
    ['#/datasets', 'Datasets', ['datasets', 'dataset'], data.datasets.length],
    ['#/subjects', 'Subjects', ['subjects', 'subject'], data.subjects],
  ],
  Basis: [
    ['#/standard', 'Standard', ['standard'], data.standard.length],
    ['#/waivers', 'Waivers', ['waivers'], data.waivers.length],
    ['#/nights', 'Nights', ['nights', 'night'], data.nights.length],
    ['#/verify', 'Verify', ['verify']],
    ['#/collector', 'The collector itself', ['collector']],
  ],
  'Your work': [
    ['#/workbench', 'Samples and tests', ['workbench', 'sheet']],
    ['#/compare', 'Compare two periods', ['compare']],
    ['#/print', 'Print', ['print']],
  ],
};

const today: Place = {
  href: '#/today',
  name: 'Today',
  group: 'Now',
  views: ['today'],
  no: null,
  count: null,
};

/** In order, each view once. */
export const places: readonly Place[] = [
  ...(data.opened ? [today] : []),
  ...Object.entries(groups)
    .flatMap(([group, entries]) => entries.map((entry) => ({ group, entry })))
    .map(({ entry: [href, name, views, count = null], group }, at) => ({
      href,
      name,
      group,
      views,
      no: at + 1,
      count,
    })),
];

/** Exceptions that were open when the period ended. */
export const openExceptions = sum('open');

function sum(of: 'failures' | 'open'): number {
  return data.controls.reduce((all, { exceptions }) => all + exceptions[of], 0);
}

/** The number of a section, by its address. */
export function sectionNo(href: string): string {
  return String(places.find((place) => place.href === href)?.no ?? '');
}
