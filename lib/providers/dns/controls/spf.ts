import { plainName } from '../../../evidence/mail/domain-name.ts';
import { quoted } from '../../../evidence/mail/quoted.ts';
import { widths } from '../../../evidence/mail/spf/address.ts';
import { expand } from '../../../evidence/mail/spf/macro-string.ts';
import { spfRecordOf, spfTexts } from '../../../evidence/mail/spf/record.ts';
import type { Zone } from '../../../evidence/mail/zone.ts';
import { fail, type MailFinding, pass, unknown } from './finding.ts';
import { mostLookups } from './spf/evaluation.ts';
import type { Outcome } from './spf/outcome.ts';
import { type Region, regionsOf } from './spf/regions.ts';

type Kind = 'refused' | 'open' | 'broken' | 'doubtful';

/** DMARC takes `~all` for a refusal as well. */
const kinds: Readonly<Record<Outcome['result'], Kind>> = {
  fail: 'refused',
  softfail: 'refused',
  pass: 'open',
  neutral: 'open',
  none: 'broken',
  permerror: 'broken',
  temperror: 'doubtful',
  unread: 'doubtful',
};

/** As many addresses as this are the internet's, and not a company's: two /8 of IPv4; all that a registry has of IPv6. */
const openAt = { 4: 1n << BigInt(widths[4] - 7), 6: 1n << BigInt(widths[6] - 12) };

/**
 * SPF passes when the domain's record, with all that it leads to, refuses mail from anybody at all. The question is asked
 * of every address: so many that are not refused are a failure, whichever terms they come from.
 */
export function judgeSpf(zone: Zone, domain: string): MailFinding {
  const four = regionsOf(zone, domain, 4);
  const six = regionsOf(zone, domain, 6);
  if (four === null || six === null)
    return unknown(`SPF of ${domain} is not known: it names more ranges of addresses than are looked at.`);
  const regions = [...four, ...six];
  const broken = largest(regions, 'broken');
  if (broken) return fail(brokenReason(domain, broken));
  for (const some of [four, six]) {
    const found = judgeOpen(domain, some);
    if (found) return found;
  }
  const doubtful = largest(regions, 'doubtful');
  return doubtful ? unknown(doubtReason(domain, doubtful)) : pass;
}

/** Whether the record says that nobody at all sends as the domain, so that there is nothing to sign. */
export function sendsNothing(zone: Zone, domain: string): boolean {
  let name = domain;
  for (let followed = 0; followed <= mostLookups; followed++) {
    const texts = zone.find(name, 'TXT');
    const [text, another] = typeof texts === 'string' ? [] : spfTexts(texts);
    const record = text === undefined || another !== undefined ? null : spfRecordOf(text);
    if (record === null || 'fault' in record) return false;
    const [directive, more] = record.directives;
    if (directive) return !more && directive.qualifier === '-' && directive.mechanism.kind === 'all';
    const next =
      record.redirect && expand(record.redirect.target, (letter) => (letter === 'd' ? name : null));
    if (next === null) return false;
    name = plainName(next);
  }
  return false;
}

function kindOf({ outcomes }: Region): Kind {
  const [first, ...others] = outcomes.map(({ result }) => kinds[result]);
  return first !== undefined && others.every((other) => other === first) ? first : 'doubtful';
}

function largest(regions: readonly Region[], kind: Kind): Region | undefined {
  const some = regions.filter((region) => kindOf(region) === kind);
  return some.toSorted((a, b) => (a.size > b.size ? -1 : 1))[0];
}

function judgeOpen(domain: string, regions: readonly Region[]): MailFinding | null {
  const open = regions.filter((region) => kindOf(region) === 'open');
  const size = open.reduce((sum, region) => sum + region.size, 0n);
  const widest = largest(open, 'open');
  if (!widest || size < openAt[widest.family]) return null;
  const [outcome] = widest.outcomes;
  if (outcome?.result === 'neutral' && outcome.because === '')
    return fail(`SPF of ${domain} says nothing of senders that it does not name: end the record in -all.`);
  const bits = widths[widest.family] - (size.toString(2).length - 1);
  const who = bits === 0 ? 'everybody' : `a /${bits} of all IPv${widest.family} addresses`;
  const how = outcome?.result === 'neutral' ? 'does not refuse' : 'lets';
  const what = `${how} ${who}${outcome?.result === 'neutral' ? '' : ' send'}`;
  return fail(
    `SPF of ${domain} ${what}: ${outcome ? placeOf(outcome, domain) : ''}. Name your senders only, and end in -all.`,
  );
}

/** Which term it is, and by which terms it is reached. */
function placeOf({ because, domain, within }: Outcome, asked: string): string {
  const here = `${quoted(because)}${domain === asked ? '' : ` in the record of ${domain}`}`;
  return within ? `${here}, where ${placeOf(within, domain)} matches` : here;
}

function brokenReason(domain: string, { outcomes: [outcome] }: Region): string {
  if (outcome?.result === 'none')
    return `There is no SPF record at ${domain}: publish one that ends in -all.`;
  const where = outcome && outcome.domain !== domain ? `, in the record of ${outcome.domain}` : '';
  return `The SPF record of ${domain} is invalid, so that mail servers do not go by it: ${outcome?.because}${where}.`;
}

function doubtReason(domain: string, { outcomes }: Region): string {
  const unanswered = outcomes.find(({ result }) => kinds[result] === 'doubtful');
  if (unanswered) {
    const where = unanswered.domain === domain ? '' : ` (the record of ${unanswered.domain})`;
    return `SPF of ${domain} is not known: ${unanswered.because}${where}.`;
  }
  const term = outcomes.find(({ result }) => kinds[result] === 'open');
  return `SPF of ${domain} is not known: ${term ? placeOf(term, domain) : 'a term'} depends on who sends, which nothing read tells.`;
}
