import { subjectsPerFile } from '../../page-data.ts';
import { link, nothing, route, section, state, table } from '../components.ts';
import { allSubjects, controlNamed, data, subjectFile } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { linesOf } from '../findings.ts';
import { inertText } from '../inert.ts';
import { worstByNight } from '../people.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, day } from '../texts.ts';

type Registered = NonNullable<typeof data.register>[number];

/** Every service that the company says it uses, with what controls said of it, and what is used beside. */
export async function registerSection(): Promise<HTMLElement> {
  const { register } = data;
  if (register === null)
    return section(
      'The register of services',
      nothing(
        'No register is shown.',
        'No night tells one, or people are replaced by pseudonyms in this package.',
      ),
    );
  const names = await allSubjects();
  const rows = await Promise.all(register.map((service) => registeredRow(service, names)));
  return section(
    'The register of services',
    h(
      'p',
      {},
      `${count(register.length, 'service')}, as the newest night was judged by it. Who uses which is found by logs, which see less than all.`,
    ),
    rows.length === 0
      ? nothing('The register is empty.', 'Nobody wrote down which services the company uses.')
      : table(
          'The register of services',
          [
            { title: 'Service', kind: 'wide' },
            { title: 'Sign-in', kind: 'date' },
            { title: 'Asked as', kind: 'date' },
            { title: 'Shared credentials in' },
            { title: 'Second factor' },
            { title: 'Worst verdict by night', kind: 'strip' },
          ],
          rows,
        ),
    h('h3', {}, 'In use, and in no register'),
    await unregistered(),
  );
}

async function registeredRow(service: Registered, names: readonly string[]): Promise<Child[]> {
  const { connection, domain, ignore, name, owner, signIn, twoFactor, users, vault } = service;
  const notStated = (): Child => h('span', { class: 'dim' }, 'not known');
  return [
    [
      name,
      domain && h('small', {}, domain),
      h('small', {}, owner === null ? 'nobody owns it' : `owned by ${owner}`),
      users !== null &&
        h('small', {}, users === 'everyone' ? 'used by everyone' : `used by ${users.join(', ')}`),
      ignore &&
        h(
          'small',
          {},
          `judged by nothing until ${day(ignore.expires)}, by ${ignore.approvedBy}: ${ignore.reason}`,
        ),
    ],
    signIn ?? notStated(),
    connection ?? h('span', { class: 'dim' }, 'not connected'),
    vault ?? '–',
    twoFactor
      ? [twoFactor.offered ? 'offered' : 'not offered', twoFactor.note && h('small', {}, twoFactor.note)]
      : '',
    await verdicts(name, names),
  ];
}

async function verdicts(name: string, names: readonly string[]): Promise<Child> {
  const place = names.findIndex((one) => one.toLowerCase() === name.toLowerCase());
  if (place < 0) return h('span', { class: 'dim' }, 'no control covers it');
  const mark = (await subjectFile(Math.floor(place / subjectsPerFile))).marks[place % subjectsPerFile];
  const letters = worstByNight(mark ? [mark] : [], data.nights.length);
  return link(route.subject(place), strip(segmentsOf(letters), inertText(name)));
}

async function unregistered(): Promise<HTMLElement> {
  const control = controlNamed('services.registered');
  if (control < 0)
    return nothing(
      'Not looked for.',
      'The logs of applications that people use with their directory account are not collected.',
    );
  const names = await allSubjects();
  const found = (await linesOf(control)).flatMap(({ place, intervals }): Child[][] => {
    const last = intervals.at(-1);
    if (!last || last.letter === 'P') return [];
    return [[link(route.subject(place), names[place] ?? ''), state(last.letter), last.reason]];
  });
  if (found.length === 0) return nothing('None that was found.');
  return table(
    'In use, and in no register',
    [{ title: 'Service' }, { title: 'When last judged' }, { title: 'Why', kind: 'wide' }],
    found,
  );
}
