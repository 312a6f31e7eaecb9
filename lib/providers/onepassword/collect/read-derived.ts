import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordUser,
  OnePasswordVault,
} from '../../../evidence/datasets/onepassword.ts';
import * as datasets from '../../../evidence/datasets/onepassword.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { ReaderInput, Reading } from '../../reader.ts';
import { derive, overlapMs } from '../membership/derive.ts';
import type { Baseline, Derived, Since } from '../membership/state.ts';
import { testedVaults } from '../membership/tested.ts';
import type { OnePasswordSettings } from '../settings.ts';
import type { ExportContent } from './export.ts';
import { type ExportLimits, readExportPart } from './read-export.ts';
import type { Log } from './read-log.ts';
import { readSdkLists, type SdkListing } from './read-sdk.ts';
import type { OnePasswordRequest } from './requests.ts';
import { type Part, partRead } from './vault-part.ts';

type Read<Row> = Reading<Row, OnePasswordRequest>;

/** How both datasets of vaults are worked out of one export. */
export interface Derivation {
  readonly limits: ExportLimits;
  readonly vaults: (content: ExportContent) => Part<OnePasswordVault>;
  readonly access: (content: ExportContent) => Part<OnePasswordAccess>;
}

/** What other datasets told tonight. */
interface Known {
  readonly users: readonly OnePasswordUser[] | null;
  readonly log: Log;
  /** Null without a service account. */
  readonly sdk: SdkListing | null;
}

export function derivationOf(
  { connection, needs }: ReaderInput<OnePasswordSettings>,
  known: () => Known,
): Derivation {
  const { recalled } = needs;
  const { state } = recalled;
  let last: { readonly content: ExportContent; readonly derived: Derived } | null = null;
  // Both datasets come of one derivation where they come of one file.
  const derived = (content: ExportContent): Derived => {
    if (last?.content !== content) last = { content, derived: derivedFrom(content) };
    return last.derived;
  };
  const derivedFrom = (content: ExportContent): Derived => {
    const from = Date.parse(content.exportedAt) - overlapMs;
    const { log, sdk, users } = known();
    const losses = [...log.losses, ...missingNights(recalled.going, from)];
    const events = eventsOf(recalled, log.events, from);
    const list = users ? { users } : lastUsers(recalled);
    return derive(baselineOf(content), { events, losses, returned: log.returned, sdk: sdk?.lists, ...list });
  };
  const access = (content: ExportContent): Part<OnePasswordAccess> => {
    const { access: rows, doubts } = derived(content);
    return { rows, problems: [...problemsOf(content), ...content.accessProblems, ...doubts.map(asProblem)] };
  };
  const vaults = (content: ExportContent): Part<OnePasswordVault> => {
    const { doubts, vaults: rows } = derived(content);
    const before = state && {
      at: state.get(datasets.vaults.name)?.document.exportedAt ?? null,
      vaults: rowsOf<OnePasswordVault>(state.get(datasets.vaults.name)),
      access: rowsOf<OnePasswordAccess>(state.get(datasets.vaultAccess.name)),
    };
    const all = eventsOf(recalled, known().log.events, Number.NEGATIVE_INFINITY);
    return {
      rows: testedVaults(rows, before, baselineOf(content), content.endedAt, all).map((row) =>
        heldAgainst(known().sdk, row),
      ),
      problems: [...problemsOf(content), ...content.vaultProblems, ...doubts.map(asProblem)],
    };
  };
  const { account, maxAgeDays } = connection.settings;
  return { limits: { account, maxAgeDays, now: needs.now }, vaults, access };
}

/** Whether a service account's own list was held against what is derived of a vault. */
function heldAgainst(sdk: SdkListing | null, vault: OnePasswordVault): OnePasswordVault {
  if (!sdk) return vault;
  const { gap, lists } = sdk;
  return { ...vault, heldAgainstSdk: lists.has(vault.id), ...(gap === null ? {} : { sdkGap: gap }) };
}

/** @param learn is given what a service account is told, before anything is derived */
export function* readDerivedVaults(
  { limits, vaults }: Derivation,
  learn: (lists: SdkListing | null) => void,
): Read<OnePasswordVault> {
  learn(yield* readSdkLists());
  const { source, ...part } = yield* readExportPart(limits, vaults);
  yield { source: { ...source, origin: 'derived' } };
  yield* partRead(part);
}

export function* readDerivedAccess({ access, limits }: Derivation): Read<OnePasswordAccess> {
  const { source, ...part } = yield* readExportPart(limits, access);
  yield { source: { ...source, origin: 'derived' } };
  yield* partRead(part);
}

export function baselineOf({ access, exportedAt, exportedBy, groups, vaults }: ExportContent): Baseline {
  return { at: exportedAt, by: exportedBy, access, groups, vaults };
}

function problemsOf({ isDated, problems }: ExportContent): readonly Problem[] {
  return isDated ? problems : [...problems, undated];
}

const undated: Problem = {
  code: 'not-visible',
  message:
    'The 1Password export does not say when it was begun (startedAt), so what happened meanwhile is not known: ' +
    'it cannot be a baseline. Make it with exhibit export onepassword, or with the script that exhibit init prints.',
};

function asProblem(doubt: string): Problem {
  const message = `Who has which 1Password vault cannot be worked out: ${doubt}. Make a new export.`;
  return { code: 'not-visible', message };
}

type Recalled = ReaderInput<OnePasswordSettings>['needs']['recalled'];

/** Where tonight's list is not whole, the last one that was. */
function lastUsers({ last }: Recalled): Pick<Since, 'users' | 'listedAt'> {
  return last ? { users: rowsOf<OnePasswordUser>(last), listedAt: last.document.run } : { users: null };
}

function eventsOf(
  { going }: Recalled,
  tonight: readonly OnePasswordEvent[],
  from: number,
): readonly OnePasswordEvent[] {
  const found = [...tonight];
  for (const { document, records } of going) {
    if (Date.parse(document.finishedAt) < from) continue;
    for (const event of (records?.() ?? []) as Iterable<OnePasswordEvent>)
      if (event.feed === 'audit') found.push(event);
  }
  return found;
}

function missingNights(going: Recalled['going'], from: number): readonly string[] {
  return going
    .filter(({ document, records }) => records === null && Date.parse(document.finishedAt) >= from)
    .map(({ document }) => `the events of ${document.run} are missing from the locker`);
}

export function rowsOf<Row>(recalled: Recalled['going'][number] | undefined): readonly Row[] {
  return [...((recalled?.records?.() ?? []) as Iterable<Row>)];
}
