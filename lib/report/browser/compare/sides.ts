import type { PageControl, PageData, PageDataset } from '../../page-data.ts';
import { state } from '../components.ts';
import type { Child } from '../dom.ts';
import { h } from '../dom.ts';
import { neverWhole } from '../listed-whole.ts';
import { day, json, number } from '../texts.ts';

/** So many changes of the standard are named one by one; the later package has all. */
const mostChanges = 200;

/** Controls whose result, rule or presence is another: what each came to in either period, and what changed of it. */
export function controlChanges(earlier: PageData, later: PageData): Child[][] {
  const ids = new Set([...earlier.controls, ...later.controls].map(({ id }) => id));
  return [...ids].sort().flatMap((id): Child[][] => {
    const was = earlier.controls.find((one) => one.id === id);
    const is = later.controls.find((one) => one.id === id);
    const changes = [...ruleChanges(was, is)];
    if (changes.length === 0 && resultOf(was).letter === resultOf(is).letter) return [];
    const title = is?.title ?? was?.title ?? id;
    const { letter: old, text: then } = resultOf(was);
    const { letter: now, text } = resultOf(is);
    return [[[title, h('small', {}, id)], state(old, then), state(now, text), changes.join('; ')]];
  });
}

function ruleChanges(was: PageControl | undefined, is: PageControl | undefined): string[] {
  if (!was) return ['not judged in the earlier period'];
  if (!is) return ['not judged in the later period'];
  return [
    ...(was.version === is.version ? [] : [`version ${was.version}, then ${is.version}`]),
    ...(json(was.parameters) === json(is.parameters)
      ? []
      : [`parameters ${json(was.parameters)}, then ${json(is.parameters)}`]),
  ];
}

/** What a control came to over a period, worst first. */
function resultOf(control: PageControl | undefined): { letter: string; text: string } {
  const states = control?.states ?? '';
  const of = (letter: string): number => states.split(letter).length - 1;
  if (of('F') > 0)
    return { letter: 'F', text: `failed on ${number(of('F'))} of ${number(states.length)} nights` };
  if (of('U') > 0)
    return { letter: 'U', text: `unknown on ${number(of('U'))} of ${number(states.length)} nights` };
  if (of('P') === 0) return { letter: 'N', text: 'not judged' };
  return of('P') === states.length
    ? { letter: 'P', text: 'passed every night' }
    : { letter: 'A', text: `passed on ${number(of('P'))} of ${number(states.length)} nights` };
}

/** Each list of accounts over both periods; what stands apart where they follow each other is a hole. */
export function listChanges(earlier: PageData, later: PageData): Child[][] {
  const nameOf = ({ connection, dataset }: PageDataset): string => `${connection}/${dataset}`;
  const lists = [...earlier.datasets, ...later.datasets].filter(({ moves }) => moves !== null);
  return [...new Set(lists.map(nameOf))].sort().map((name) => {
    const was = earlier.datasets.find((one) => nameOf(one) === name);
    const is = later.datasets.find((one) => nameOf(one) === name);
    return [
      name,
      figure(was, 'closing'),
      figure(is, 'opening'),
      figure(is, 'appeared'),
      figure(is, 'gone'),
      figure(is, 'closing'),
    ];
  });
}

/** Of a list that was not read whole no figure is told, also not that nobody was in it. */
function figure(list: PageDataset | undefined, of: 'opening' | 'closing' | 'appeared' | 'gone'): string {
  if (!list) return 'not collected';
  if (list.moves) return number(list.moves[of]);
  return neverWhole(list) ? 'never complete' : '0';
}

/** Waivers that one of the periods has and the other has not, and how often the standard changed. */
export function changesBetween(earlier: PageData, later: PageData): Child[][] {
  const named = ({ control, expires, reason, subject }: PageData['waivers'][number]): string =>
    `Waiver of ${control} for ${subject} until ${expires}: ${reason}`;
  const [was, is] = [new Set(earlier.waivers.map(named)), new Set(later.waivers.map(named))];
  const differing = [...new Set([...was, ...is])].filter((one) => was.has(one) !== is.has(one)).sort();
  return [
    ['Changes of the standard', standardText(earlier), standardText(later)],
    ...later.standard
      .slice(0, mostChanges)
      .map(({ message, night }): Child[] => [
        message,
        '',
        `changed on ${day(later.nights[night]?.day ?? '')}`,
      ]),
    ...differing.map((one) => [
      one,
      was.has(one) ? 'in force' : absence(earlier),
      is.has(one) ? 'in force' : absence(later),
    ]),
  ];
}

/** Findings tell what was waived: where no night has any, nothing says that a waiver was not there. */
function absence({ controls }: PageData): string {
  return controls.some(({ states }) => /[^-]/.test(states)) ? 'not there' : 'not known';
}

/** Changes are told by nights that kept what they were judged by. */
function standardText({ nights, pseudonyms, standard }: PageData): string {
  const recorded = nights.some((night) => night.standard !== null);
  return recorded || pseudonyms ? number(standard.length) : 'not known';
}
