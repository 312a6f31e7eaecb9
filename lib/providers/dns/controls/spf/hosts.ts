import { isAskable, plainName } from '../../../../evidence/mail/domain-name.ts';
import { addressOf } from '../../../../evidence/mail/spf/address.ts';
import type { Mechanism } from '../../../../evidence/mail/spf/record.ts';
import type { Asked, Evaluation } from './evaluation.ts';
import { type Match, no, stopped, withoutAnswer, yes } from './outcome.ts';

const mostMailServers = 10;

type Hosts = Extract<Mechanism, { kind: 'a' | 'mx' }>;

/** `a` and `mx`: the addresses of a name, or of the mail servers for it. */
export function matchHosts(asked: Asked, hosts: Hosts): Match {
  const { domain, name, run, text } = asked;
  if (hosts.kind === 'a') return matchNames(asked, [name], hosts);
  const servers = run.zone.find(name, 'MX');
  if (typeof servers === 'string') return withoutAnswer(domain, text, name, servers);
  if (servers.length > mostMailServers)
    return stopped(domain, 'permerror', `${text}: ${name} has more than ${mostMailServers} mail servers`);
  return matchNames(asked, servers.map(exchangeOf).filter(isAskable), hosts);
}

/** The name in `10 mx.acme.example`; empty for the root, which says that there is no mail server. */
export function exchangeOf(value: string): string {
  return plainName(value.slice(value.indexOf(' ') + 1));
}

function matchNames({ domain, run, text }: Asked, names: readonly string[], { bits }: Hosts): Match {
  const { family } = run.from;
  let anybody = false;
  for (const name of names) {
    const found = run.zone.find(name, family === 4 ? 'A' : 'AAAA');
    if (typeof found === 'string') return withoutAnswer(domain, text, name, found);
    anybody ||= found.length > 0 || hasOther(run, name);
    const networks = found.map(addressOf).flatMap((address) => address ?? []);
    if (networks.some((address) => run.isIn({ ...address, bits: bits[family] }))) return yes;
  }
  return anybody ? no : (run.voidLookup(domain) ?? no);
}

/** A host of the other family is no question in vain. */
function hasOther({ from, zone }: Evaluation, name: string): boolean {
  const other = zone.find(name, from.family === 4 ? 'AAAA' : 'A');
  return typeof other === 'object' && other.length > 0;
}
