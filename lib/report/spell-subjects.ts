import type { Stretch } from '../drift/exceptions/stretches.ts';
import type { FindingSpan, SubjectHistory } from './model.ts';
import type { PageSpell } from './page-data.ts';

/** As many are named where there is room for a few. */
const named = 3;

/** Gathers for each spell whom it was about. */
export class SpellSubjects {
  readonly #spells: readonly {
    readonly spell: Stretch;
    subjects: number;
    readonly some: [number, string, string][];
  }[];

  constructor(spells: readonly Stretch[]) {
    this.#spells = spells.map((spell) => ({ spell, subjects: 0, some: [] }));
  }

  add(place: number, { subject, spans }: SubjectHistory): void {
    for (const one of this.#spells) {
      const shown = spans.find((span) => isPartOf(span, one.spell));
      if (!shown) continue;
      one.subjects++;
      if (one.some.length < named) one.some.push([place, subject, shown.reason]);
    }
  }

  get all(): readonly PageSpell[] {
    return this.#spells.map(({ spell, subjects, some }) => ({ ...spell, subjects, some }));
  }
}

function isPartOf(span: FindingSpan, spell: Stretch): boolean {
  return (
    span.verdict === spell.kind && !span.waiver && span.from <= spell.lastBad && span.to >= spell.firstBad
  );
}
