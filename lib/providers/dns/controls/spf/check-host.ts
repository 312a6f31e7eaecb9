import { isAskable, plainName } from '../../../../evidence/mail/domain-name.ts';
import { quoted } from '../../../../evidence/mail/quoted.ts';
import { type Address, asSeen, type Network } from '../../../../evidence/mail/spf/address.ts';
import {
  type Directive,
  type Redirect,
  type SpfRecord,
  spfTexts,
} from '../../../../evidence/mail/spf/record.ts';
import type { Zone } from '../../../../evidence/mail/zone.ts';
import { type Asked, Evaluation, type RecordMemory, type Sender } from './evaluation.ts';
import { matchHosts } from './hosts.ts';
import { type Match, maybe, no, type Outcome, resultOf, stopped, withoutAnswer, yes } from './outcome.ts';
import { matchPtr } from './ptr.ts';

export interface Question {
  readonly zone: Zone;
  /** Whose SPF record is asked. */
  readonly domain: string;
  /** The address that the mail comes from. */
  readonly from: Address;
  /** Null for anybody: then what a macro says of the sender is not known. */
  readonly sender: Sender | null;
  /** Shared by several questions to the same zone, so that a record is read once. */
  readonly memory?: RecordMemory;
  /** Told of each network that the address is held against. */
  readonly onNetwork?: (network: Network) => void;
}

/**
 * `check_host()` of RFC 7208. One outcome; more than one where it depends on the sender, of whom nothing is known. The explanation
 * (`exp=`) changes no result and is not looked at.
 */
export function checkHost(question: Question): readonly Outcome[] {
  const { from, memory = new Map(), onNetwork, sender, zone } = question;
  const domain = plainName(question.domain);
  return check(
    new Evaluation({ zone, from: asSeen(from), sender, origin: domain, memory, onNetwork }),
    domain,
  );
}

function check(run: Evaluation, domain: string): readonly Outcome[] {
  const none = (because: string): Outcome[] => [{ result: 'none', domain, because }];
  if (!isAskable(domain) || !domain.includes('.')) return none('is no domain that can be asked');
  const texts = run.zone.find(domain, 'TXT');
  if (texts === 'failed')
    return [{ result: 'temperror', domain, because: `there was no answer on its texts` }];
  if (texts === 'not-asked') return [{ result: 'unread', domain, because: `its texts were not asked` }];
  const [text, another] = spfTexts(texts);
  if (text === undefined) return none('has no SPF record');
  if (another !== undefined)
    return [{ result: 'permerror', domain, because: 'there is more than one SPF record' }];
  const record = run.recordOf(text);
  if ('fault' in record) return [{ result: 'permerror', domain, because: record.fault }];
  return evaluate(run, domain, record);
}

function evaluate(run: Evaluation, domain: string, { directives, redirect }: SpfRecord): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  for (const directive of directives) {
    const { error, may, mayNot, within } = matchOf(run, domain, directive);
    if (error) outcomes.push(error);
    const result = resultOf[directive.qualifier];
    if (may) outcomes.push({ result, domain, because: directive.text, ...(within ? { within } : {}) });
    if (!mayNot) return outcomes;
  }
  return [
    ...outcomes,
    ...(redirect ? follow(run, domain, redirect) : [{ result: 'neutral', domain, because: '' } as const]),
  ];
}

function follow(run: Evaluation, domain: string, { target, text }: Redirect): readonly Outcome[] {
  const limit = run.spend(domain);
  if (limit?.error) return [limit.error];
  const name = run.nameOf(target, domain);
  if (name === null) return [{ result: 'unread', domain, because: `${quoted(text)} depends on who sends` }];
  return check(run, name).map((one) =>
    one.result === 'none'
      ? { result: 'permerror', domain, because: `${quoted(text)}: ${name} ${one.because}` }
      : one,
  );
}

function matchOf(run: Evaluation, domain: string, { mechanism, text }: Directive): Match {
  if (mechanism.kind === 'all') return yes;
  if (mechanism.kind === 'ip') return run.isIn(mechanism.network) ? yes : no;
  const limit = run.spend(domain);
  if (limit) return limit;
  const name = mechanism.target === null ? domain : run.nameOf(mechanism.target, domain);
  if (name === null) return maybe;
  const asked = { run, domain, name, text };
  switch (mechanism.kind) {
    case 'include':
      return isAskable(name)
        ? include(asked)
        : stopped(domain, 'permerror', `${quoted(text)} names no domain`);
    case 'exists':
      return exists(asked);
    case 'ptr':
      return matchPtr(asked);
    default:
      return isAskable(name) ? matchHosts(asked, mechanism) : no;
  }
}

/** What the included record's result means for the one that includes it (RFC 7208, 5.2). */
const ends = { temperror: 'temperror', permerror: 'permerror', none: 'permerror', unread: 'unread' } as const;

function include({ domain, name, run, text }: Asked): Match {
  const inside = check(run, name);
  const within = inside.find(({ result }) => result === 'pass');
  const refused = inside.some(({ result }) => ['fail', 'softfail', 'neutral'].includes(result));
  for (const { because, domain: where, result } of inside)
    if (result in ends) {
      const place = result === 'none' ? `${name} ` : where === name ? '' : `in the record of ${where}, `;
      const error = stopped(
        domain,
        ends[result as keyof typeof ends],
        `${quoted(text)}: ${place}${because}`,
      ).error;
      return { may: within !== undefined, mayNot: refused, ...(error ? { error } : {}), ...inner(within) };
    }
  return { may: within !== undefined, mayNot: refused, ...inner(within) };
}

function inner(within: Outcome | undefined): Pick<Match, 'within'> {
  return within ? { within } : {};
}

function exists({ domain, name, run, text }: Asked): Match {
  if (!isAskable(name)) return no;
  const found = run.zone.find(name, 'A');
  if (typeof found === 'string') return withoutAnswer(domain, text, name, found);
  return found.length > 0 ? yes : (run.voidLookup(domain) ?? no);
}
