import { stringify } from 'yaml';
import type { ServicesReport } from '../index.ts';
import type { FoundService } from '../judging/services/found.ts';
import { type Terminal, verdictText } from './terminal.ts';
import { columnsWithin, inert, plural, wrap } from './text.ts';

/** What `exhibit services` prints: what is missing from the register first, then the register. */
export function servicesText(report: ServicesReport, shown: Terminal): string {
  const { discovery, run, services, unregistered } = report;
  return [
    `${shown.paint('bold', 'Services')}  night of ${run}, ${plural(services.length, 'service')} in the register`,
    '',
    ...missingLines(report, shown),
    ...(services.length > 0 ? [registerTable(services, shown)] : ['Nothing is listed under services.']),
    '',
    ...(unregistered.length > 0
      ? ['What to add, after somebody has checked it:', '', offerOf(unregistered), '']
      : []),
    ...(discovery === null
      ? [
          wrap(
            'Exhibit did not look for services: set reports: { grants: true } at a Google connection.',
            shown.columns,
          ),
        ]
      : []),
    shown.paint('dim', `What services offer: ${report.directory.attribution}.`),
  ].join('\n');
}

function missingLines({ discovery, unregistered }: ServicesReport, shown: Terminal): string[] {
  if (discovery === null) return [];
  const partial =
    discovery === 'partial' ? ['Google’s logs were not read completely: there may be more.'] : [];
  if (unregistered.length === 0) return [...partial, 'Everything that was found is in the register.', ''];
  const lines = unregistered.map(({ allowed, clientId, firstSeen, name, users }) => {
    const who = `${inert(name)}${clientId === null ? '' : ` (${inert(clientId)})`}`;
    const since = `since ${firstSeen.slice(0, 10)}`;
    const by = users.length > 0 ? `used by ${inert(users.join(', '))} ${since}` : since;
    const used = `${by}; ${inert(allowed)}`;
    return wrap(`  ▲ ${who}: ${used}.`, shown.columns, '    ');
  });
  return [shown.paint('yellow', `Not in the register: ${unregistered.length}`), ...partial, ...lines, ''];
}

function registerTable(services: ServicesReport['services'], shown: Terminal): string {
  const head = ['', 'service', 'sign-in', 'found', 'second factor'].map((title) => shown.paint('dim', title));
  const rows = services.map(({ found, ignored, name, secondFactor, signIn }) => [
    ignored ? shown.paint('dim', 'ignored') : secondFactor ? verdictText(shown, secondFactor.verdict) : '–',
    inert(name),
    signIn ?? 'not said',
    found.length === 0 ? '–' : plural(new Set(found.flatMap(({ users }) => users)).size, 'person', 'people'),
    ignored ? `until ${ignored.expires}: ${inert(ignored.reason)}` : inert(secondFactor?.reason ?? ''),
  ]);
  return columnsWithin([head, ...rows], shown.columns);
}

/** Entries for the configuration. A name that its author chose is no domain, and is to be looked at first. */
export function offerOf(found: readonly Pick<FoundService, 'clientId' | 'kind' | 'name'>[]): string {
  const services = found.map(({ clientId, kind, name }) => ({
    name: inert(name),
    // How people sign in to where a shared item leads, nobody has said.
    ...(kind === 'item' ? { domain: inert(name) } : { signIn: kind === 'saml' ? 'saml' : 'google' }),
    ...(clientId === null ? {} : { clientIds: [inert(clientId)] }),
  }));
  return stringify({ services }).trimEnd();
}
