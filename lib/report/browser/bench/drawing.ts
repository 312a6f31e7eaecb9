import { draw, drawNight, populationMethod, sampleMethod } from '../../draw.ts';
import {
  type Moved,
  movedSubject,
  type PopulationName,
  populationNames,
  populations,
  vaultText,
} from '../../populations.ts';
import { allSubjects, controlNamed, data, nameOf } from '../data.ts';
import { linesOf, nightsOf, on } from '../findings.ts';
import { stateText } from '../texts.ts';
import { sha256 } from './sha256.ts';
import type { Draught, Sheet } from './work.ts';

export function isPopulation(name: string): name is PopulationName {
  return (populationNames as readonly string[]).includes(name);
}

/** Draws what `exhibit sample` draws. @param from a control's id, or the name of a table */
export async function drawSheets(from: string, size: number, seed: string): Promise<Draught> {
  return isPopulation(from) ? rowsDrawn(from, size, seed) : await subjectsDrawn(from, size, seed);
}

async function subjectsDrawn(from: string, size: number, seed: string): Promise<Draught> {
  const control = controlNamed(from);
  const { states = '' } = data.controls[control] ?? {};
  const [names, lines] = [await allSubjects(), await linesOf(control)];
  const drawing = draw(seed, size, sha256);
  const bySubject = new Map(lines.map((line) => [names[line.place] ?? '', line]));
  for (const subject of bySubject.keys()) drawing.add(subject);
  const sheets = drawing.drawn().flatMap(({ hash, subject }): Sheet[] => {
    const line = bySubject.get(subject);
    if (!line) return [];
    const letters = nightsOf(line, states);
    const nights = data.nights.flatMap(({ run }, at) =>
      'PFUW'.includes(letters[at] ?? '-') ? [{ run, at }] : [],
    );
    const chosen = drawNight(seed, subject, nights, sha256);
    const said = chosen && on(line.intervals, chosen.at);
    const text = [stateText[said?.letter ?? ''] ?? '', said?.reason ?? ''].filter((text) => text !== '');
    return [sheet(subject, hash, chosen?.run ?? '', text.join(': '), controlSteps)];
  });
  return { from, kind: 'control', seed, size, population: drawing.population, method: sampleMethod, sheets };
}

function rowsDrawn(from: PopulationName, size: number, seed: string): Draught {
  const drawing = draw(seed, size, sha256);
  const rows = new Map(movedRows(from).map((row) => [movedSubject(row.moved), row]));
  for (const row of movedRows(from)) drawing.add(movedSubject(row.moved));
  const sheets = drawing.drawn().map(({ hash, subject }) => {
    const row = rows.get(subject);
    return sheet(subject, hash, row?.moved.run ?? '', row?.recorded ?? '', rowSteps);
  });
  return {
    from,
    kind: 'population',
    seed,
    size,
    population: drawing.population,
    method: populationMethod,
    sheets,
  };
}

/** Every row of a table of the period. Throws where the page does not hold all of them. */
export function movedRows(name: PopulationName): { moved: Moved; recorded: string }[] {
  const run = (night: number): string => data.nights[night]?.run ?? '';
  if (name === 'vault-changes')
    return data.changes
      .filter(({ type }) => type === 'vault.joined' || type === 'vault.left')
      .map(({ after, before, message, night, subject, type }) => ({
        moved: { run: run(night), list: after ?? before ?? '', who: subject ?? '', what: vaultText(type) },
        recorded: message,
      }));
  const kinds: readonly string[] = populations[name].kinds;
  return data.datasets.flatMap((dataset) => {
    if (dataset.moves && dataset.moves.more > 0)
      throw new Error(
        `The page leaves out some of ${nameOf(dataset)}: draw with exhibit sample --population ${name}.`,
      );
    return (dataset.moves?.listed ?? [])
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ after, before, field = '', night, who }) => ({
        moved: { run: run(night), list: nameOf(dataset), who, what: field },
        recorded: field === '' ? nameOf(dataset) : `${field}: ${before ?? '–'} → ${after ?? '–'}`,
      }));
  });
}

const controlSteps = [
  'The subject belongs to the population on this night.',
  'The record says what the package says of the subject.',
  'The record is in the provider’s answer as it was received.',
  'The verdict follows from the record by the control’s rule.',
];
const rowSteps = [
  'The list was complete on this night and on the night before.',
  'The records show the change.',
  'The company approved the change, and in time.',
];

function sheet(
  subject: string,
  hash: string,
  night: string,
  recorded: string,
  texts: readonly string[],
): Sheet {
  const steps = texts.map((text) => ({ text, result: 'not tested' }));
  return { subject, hash, night, recorded, steps, result: 'not tested', note: '', initials: '', date: '' };
}
