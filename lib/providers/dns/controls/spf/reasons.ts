import { quoted } from '../../../../evidence/mail/quoted.ts';
import { widths } from '../../../../evidence/mail/spf/address.ts';
import { kinds } from './kind.ts';
import type { Outcome } from './outcome.ts';
import type { Region } from './regions.ts';

/** `size` is how many addresses are not refused; the region is the largest of them. */
export function openReason(domain: string, { family, outcomes: [outcome] }: Region, size: bigint): string {
  if (!outcome || (outcome.result === 'neutral' && outcome.because === ''))
    return `SPF of ${domain} says nothing of senders that it does not name: end the record in -all.`;
  const bits = widths[family] - (size.toString(2).length - 1);
  const who = bits === 0 ? 'everybody' : `a /${bits} of all IPv${family} addresses`;
  const what = outcome.result === 'neutral' ? `does not refuse ${who}` : `lets ${who} send`;
  return `SPF of ${domain} ${what}: ${placeOf(outcome, domain)}. Name your senders only, and end in -all.`;
}

/** Which term it is, and by which terms it is reached. */
function placeOf({ because, domain, within }: Outcome, asked: string): string {
  const here = `${quoted(because)}${domain === asked ? '' : ` in the record of ${domain}`}`;
  return within ? `${here}, where ${placeOf(within, domain)} matches` : here;
}

export function brokenReason(domain: string, { outcomes: [outcome] }: Region): string {
  if (outcome?.result === 'none')
    return `There is no SPF record at ${domain}: publish one that ends in -all.`;
  const where = outcome && outcome.domain !== domain ? `, in the record of ${outcome.domain}` : '';
  return `The SPF record of ${domain} is invalid, so mail servers ignore it: ${outcome?.because}${where}.`;
}

export function doubtReason(domain: string, { outcomes }: Region): string {
  const unanswered = outcomes.find(({ result }) => kinds[result] === 'doubtful');
  if (unanswered) {
    const where = unanswered.domain === domain ? '' : ` (the record of ${unanswered.domain})`;
    return `SPF of ${domain} is not known: ${unanswered.because}${where}.`;
  }
  const term = outcomes.find(({ result }) => kinds[result] === 'open');
  return `SPF of ${domain} is not known: ${term ? placeOf(term, domain) : 'a term'} depends on who sends, which nothing read tells.`;
}
