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
import type { Baseline, Derived } from '../membership/state.ts';
import { testedVaults } from '../membership/tested.ts';
import type { OnePasswordSettings } from '../settings.ts';
import type { ExportContent } from './export.ts';
import type { OnePasswordQuestion } from './questions.ts';
import { type ExportAge, readExportPart } from './read-export.ts';
import type { Log } from './read-log.ts';
import { type Part, told } from './vault-part.ts';

type Read<Row> = Reading<Row, OnePasswordQuestion>;

/** How both datasets of vaults are worked out of one export. */
export interface Derivation {
  readonly age: ExportAge;
  readonly vaults: (content: ExportContent) => Part<OnePasswordVault>;
  readonly access: (content: ExportContent) => Part<OnePasswordAccess>;
}

/** What other datasets told tonight. */
interface Known {
  readonly users: readonly OnePasswordUser[] | null;
  readonly log: Log;
}

export function derivationOf(
  { connection, needs }: ReaderInput<OnePasswordSettings>,
  known: () => Known,
): Derivation {
  const { going, state } = needs.recalled;
  const derived = (content: ExportContent): Derived => {
    const from = Date.parse(content.exportedAt) - overlapMs;
    const { log, users } = known();
    const losses = [...log.losses, ...missingNights(needs.recalled.going, from)];
    return derive(baselineOf(content), { events: eventsOf(needs.recalled, log.events, from), losses, users });
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
    const all = eventsOf({ going }, known().log.events, Number.NEGATIVE_INFINITY);
    return {
      rows: testedVaults(rows, before, baselineOf(content), content.endedAt, all),
      problems: [...problemsOf(content), ...content.vaultProblems, ...doubts.map(asProblem)],
    };
  };
  return { age: { maxAgeDays: connection.settings.maxAgeDays, now: needs.now }, vaults, access };
}

export function* readDerivedVaults({ age, vaults }: Derivation): Read<OnePasswordVault> {
  const { source, ...part } = yield* readExportPart(age, vaults);
  yield { source: { ...source, origin: 'derived' } };
  yield* told(part);
}

export function* readDerivedAccess({ access, age }: Derivation): Read<OnePasswordAccess> {
  const { source, ...part } = yield* readExportPart(age, access);
  yield { source: { ...source, origin: 'derived' } };
  yield* told(part);
}

function baselineOf({ access, exportedAt, exportedBy, groups, vaults }: ExportContent): Baseline {
  return { at: exportedAt, by: exportedBy, access, groups, vaults };
}

function problemsOf({ isDated, problems }: ExportContent): readonly Problem[] {
  return isDated ? problems : [...problems, undated];
}

const undated: Problem = {
  code: 'not-visible',
  message:
    'The 1Password export does not say when it was begun (startedAt), so that what happened meanwhile cannot be told apart: ' +
    'it can be no baseline. Make it with exhibit export onepassword, or with the script that exhibit init prints.',
};

function asProblem(doubt: string): Problem {
  const message = `Who has which 1Password vault cannot be worked out: ${doubt}. Make a new export.`;
  return { code: 'not-visible', message };
}

type Recalled = ReaderInput<OnePasswordSettings>['needs']['recalled'];

function eventsOf(
  { going }: Pick<Recalled, 'going'>,
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

function rowsOf<Row>(recalled: Recalled['going'][number] | undefined): readonly Row[] {
  return [...((recalled?.records?.() ?? []) as Iterable<Row>)];
}
