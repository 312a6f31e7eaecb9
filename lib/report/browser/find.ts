import { plainName } from '../person-name.ts';
import { announce } from './announce.ts';
import { link, route } from './components.ts';
import { data, nameOf } from './data.ts';
import { clear, h } from './dom.ts';
import { allExceptions } from './listed.ts';
import { allPeople } from './people.ts';
import { places } from './places.ts';
import { count } from './texts.ts';
import { allVaults } from './vault-data.ts';

/** Something that can be gone to, by what it is called. */
interface Target {
  readonly href: string;
  readonly name: string;
  /** What it is, or of what. */
  readonly kind: string;
  /** In lower case: all that it is found by. */
  readonly text: string;
}

/** So many are listed; more letters find fewer. */
const most = 8;

let listing: Promise<readonly Target[]> | null = null;

/** Gathered when somebody first looks for something: a year of a large company has thousands. */
function targets(): Promise<readonly Target[]> {
  listing ??= findTargets();
  listing.catch(() => {
    listing = null;
  });
  return listing;
}

async function findTargets(): Promise<readonly Target[]> {
  const [people, vaults, { failures, undecided, waived }] = await Promise.all([
    allPeople(),
    allVaults(),
    allExceptions(),
  ]);
  const target = (kind: string, href: string, name: string, also = ''): Target => ({
    href,
    name,
    kind,
    text: `${name} ${also}`.toLowerCase(),
  });
  return [
    ...places.map(({ href, name, no }) => target(`section ${no ?? ''}`.trim(), href, name)),
    ...people.map(({ key, name }) => target('person', `#/person/${encodeURIComponent(key)}`, name)),
    ...vaults.map(({ name, place }) => target('vault', `#/vault/${place}`, name)),
    ...data.controls.map(({ id, title }, at) => target('control', route.control(at), title, id)),
    ...data.datasets.map((dataset, at) => target('dataset', route.dataset(at), nameOf(dataset))),
    ...[...failures, ...undecided, ...waived].map(({ control, exception, no }) =>
      target(
        `${data.controls[control]?.title ?? ''}`,
        `#/person/${encodeURIComponent(plainName(exception.subject))}`,
        `${no} ${exception.subject}`,
      ),
    ),
    ...data.nights.map(({ day }, at) => target('night', route.night(at), day)),
  ];
}

/** What begins with what is sought goes first. */
function found(all: readonly Target[], sought: string): readonly Target[] {
  const begins = all.filter(({ text }) => text.startsWith(sought));
  return [...begins, ...all.filter((one) => one.text.includes(sought) && !begins.includes(one))];
}

/** A field that finds a person, a vault, a control, a dataset, a night or an exception by its number, and goes there. */
export function finder(): HTMLElement {
  const input = h('input', { id: 'find', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  const list = h('ul', { class: 'found' });
  const close = (): void => {
    input.value = '';
    clear(list);
  };
  const draw = async (): Promise<void> => {
    const sought = input.value.trim().toLowerCase();
    const all = sought === '' ? [] : found(await targets(), sought);
    // Somebody typed on while this was looked for.
    if (sought !== input.value.trim().toLowerCase()) return;
    clear(list);
    if (sought === '') return;
    list.append(
      ...all
        .slice(0, most)
        .map(({ href, kind, name }) => h('li', {}, link(href, name, h('small', {}, kind)))),
    );
    if (all.length > most) list.append(h('li', { class: 'dim' }, `and ${count(all.length - most, 'other')}`));
    if (all.length === 0) list.append(h('li', { class: 'dim' }, 'There is nothing with this name.'));
    announce(count(all.length, 'match', 'matches'));
  };
  input.addEventListener('input', () => void draw());
  input.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
  const form = h(
    'form',
    { role: 'search', class: 'finder no-print' },
    h('label', { for: 'find' }, 'Find'),
    input,
    list,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void draw().then(() => list.querySelector('a')?.click());
  });
  list.addEventListener('click', (event) => {
    if ((event.target as Element).closest('a')) close();
  });
  return form;
}
