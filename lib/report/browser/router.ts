import { announce } from './announce.ts';
import { data } from './data.ts';
import { clear, h } from './dom.ts';
import { inertText } from './inert.ts';
import { places } from './places.ts';
import { collector } from './views/collector.ts';
import { comparing } from './views/compare.ts';
import { control } from './views/control.ts';
import { dataset } from './views/dataset.ts';
import { datasets } from './views/datasets.ts';
import { exceptions } from './views/exceptions.ts';
import { framework } from './views/frameworks.ts';
import { grid } from './views/grid.ts';
import { missing } from './views/missing.ts';
import { night } from './views/night.ts';
import { nights } from './views/nights.ts';
import { overview } from './views/overview.ts';
import { people } from './views/people.ts';
import { person } from './views/person.ts';
import { populations } from './views/populations.ts';
import { print } from './views/print.ts';
import { reviews } from './views/reviews.ts';
import { services } from './views/services.ts';
import { sheet } from './views/sheet.ts';
import { standard } from './views/standard.ts';
import { subject } from './views/subject.ts';
import { subjects } from './views/subjects.ts';
import { today } from './views/today.ts';
import { vault } from './views/vault.ts';
import { vaults } from './views/vaults.ts';
import { verify } from './views/verify.ts';
import type { Query, View } from './views/view.ts';
import { waived } from './views/waivers.ts';
import { workbench } from './views/workbench.ts';
import { within } from './within.ts';

const views: Readonly<Record<string, (query: Query) => View | Promise<View>>> = {
  '': overview,
  today,
  grid,
  control,
  subjects,
  subject,
  datasets,
  dataset,
  nights,
  night,
  exceptions,
  waivers: waived,
  people,
  person,
  populations,
  vaults,
  vault,
  services,
  reviews,
  standard,
  collector,
  frameworks: framework,
  verify,
  workbench,
  sheet,
  compare: comparing,
  print,
};

function parse(hash: string): { name: string; query: Query } {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const slash = path.indexOf('/');
  const name = slash < 0 ? path : path.slice(0, slash);
  return {
    name,
    query: { rest: slash < 0 ? '' : decoded(path.slice(slash + 1)), search: new URLSearchParams(search) },
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

let turn = 0;

/** Shows what the address names. @param first whether the page was just opened: then the focus stays where it is */
export async function show(main: HTMLElement, navigation: HTMLElement, first: boolean): Promise<void> {
  const mine = ++turn;
  const { name, query } = parse(location.hash);
  const view = await open(name, query);
  // Somebody went on while this one was loading.
  if (mine !== turn) return;
  for (const link of navigation.querySelectorAll('a')) {
    const place = places.find(({ href }) => href === link.getAttribute('href'));
    if (place?.views.includes(name)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const title = h('h1', { tabindex: '-1' }, view.title);
  clear(main);
  main.append(
    ...within(main, name, location.hash, view),
    title,
    ...(view.lead ? [h('p', { class: 'lead' }, view.lead)] : []),
    view.body,
  );
  view.ready?.();
  document.title = `${inertText(view.title)} · ${inertText(data.organization)}`;
  main.removeAttribute('aria-busy');
  main.setAttribute('data-shown', location.hash || '#/');
  if (first) return;
  window.scrollTo(0, 0);
  title.focus({ preventScroll: true });
  announce(inertText(view.title));
}

async function open(name: string, query: Query): Promise<View> {
  const view = Object.hasOwn(views, name) ? views[name] : undefined;
  if (!view) return missing('There is no such page.');
  try {
    return await view(query);
  } catch (error) {
    return {
      title: 'This could not be shown',
      body: h('p', { role: 'alert', class: 'fault' }, error instanceof Error ? error.message : String(error)),
    };
  }
}
