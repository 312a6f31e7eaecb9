import { canonicalText } from '../../evidence/canonical.ts';
import { listNames } from '../../judging/people/names.ts';
import type { Leaf } from './leaves.ts';

type Element = Readonly<Record<string, unknown>>;

/** What changed of the standard, as one sentence that whoever is on call understands. */
export function sentenceOf(leaf: Leaf): string {
  const [first = ''] = leaf.names;
  return (wordings[first] ?? plain)(leaf);
}

const wordings: Readonly<Record<string, (leaf: Leaf) => string>> = {
  vaults: (leaf) => {
    const [, vault = '', field, member = ''] = leaf.names;
    if (field === 'members') return change(leaf, member, `named for the vault ${vault}`);
    return field === undefined ? change(leaf, `The vault ${vault}`, 'in the list of vaults') : plain(leaf);
  },
  people: (leaf) => {
    const [, field, person = '', ...rest] = leaf.names;
    if (field === 'source' && leaf.names.length > 2)
      return change(leaf, `The connection ${person}`, 'one that says who the people are');
    if (field === 'source')
      return `The people are known from ${shown(leaf.after)} now, and were from ${shown(leaf.before)}.`;
    if (field === 'leavers') return leaverSentence(leaf, person);
    if (field !== 'identities') return plain(leaf);
    if (leaf.names.length === 3) return accountsSentence(leaf, person);
    const [provider = '', account] = rest.filter((name) => name !== 'accounts');
    if (account !== undefined)
      return change(leaf, `The account ${account} at ${provider}`, `listed as one of ${person}’s`);
    return `The account of ${person} at ${provider} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`;
  },
  sharedAccounts: (leaf) => {
    if (leaf.names.length > 2) return plain(leaf);
    const { account, connection, name } = (leaf.after ?? leaf.before) as Element;
    const where = account === null ? '' : ` (${shown(account)} at ${shown(connection)})`;
    return change(leaf, `The account ${shown(name)}${where}`, 'declared as shared');
  },
  policies: (leaf) => {
    if (leaf.names.length > 2) return plain(leaf);
    const { path, repository } = (leaf.after ?? leaf.before) as Element;
    return change(leaf, `The policy ${shown(repository)}/${shown(path)}`, 'in the list of policies');
  },
  services: (leaf) => {
    const [, service = '', field, one = ''] = leaf.names;
    const name = `The service ${service}`;
    if (field === undefined) return change(leaf, name, 'in the register of services');
    if (one !== '' && (leaf.before === undefined || leaf.after === undefined))
      return change(leaf, one, `listed under ${field} of the service ${service}`);
    return `${[field, one].filter(Boolean).join(', ')} of the service ${service} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`;
  },
  connections: (leaf) => {
    const [, connection = '', ...rest] = leaf.names;
    if (rest.length === 0) return change(leaf, `The connection ${connection}`, 'configured');
    const field = rest.filter((name) => name !== 'settings').join(', ');
    const isElement = typeof leaf.path.at(-1) === 'number';
    if (isElement && (leaf.before === undefined || leaf.after === undefined))
      return change(leaf, `${field} of ${connection}`, 'listed');
    return `${field} of ${connection} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`;
  },
  limits: (leaf) =>
    `The limit ${leaf.names.slice(1).join(', ')} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`,
  controls: controlSentence,
  ownControls: (leaf) =>
    leaf.names.length === 2
      ? change(leaf, `The company’s own control ${leaf.names[1]}`, 'defined')
      : `${leaf.names.slice(2).join(', ')} of the company’s own control ${leaf.names[1]} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`,
  waivers: (leaf) => {
    const waiver = (leaf.after ?? leaf.before) as Element;
    if (leaf.names.length > 2)
      return `${leaf.names.slice(2).join(', ')} of the waiver of ${leaf.names[1]} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`;
    const what = `The waiver of ${waiver.control} for ${waiver.subject} (${waiver.reason}; approved by ${waiver.approvedBy}, until ${waiver.expires})`;
    return leaf.after === undefined ? `${what} was removed.` : `${what} is new.`;
  },
  attestations: (leaf) => {
    const attestation = (leaf.after ?? leaf.before) as Element;
    const what = `What ${attestation.by} attested on ${attestation.control} (${attestation.note}), until ${attestation.expires},`;
    return leaf.after === undefined ? `${what} no longer counts.` : `${what} counts from now on.`;
  },
};

function leaverSentence(leaf: Leaf, person: string): string {
  if (leaf.names.length === 2)
    return leaf.after === undefined
      ? 'There is no longer a file of leavers.'
      : `A file of leavers is read now; people in it: ${[leaf.after].flat().length}.`;
  if (leaf.names.length > 3)
    return `The last day of ${person} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`;
  const { lastDay } = (leaf.after ?? leaf.before) as Element;
  const what = `${person}, whose last day ${leaf.after === undefined ? 'was to be' : 'is'} ${shown(lastDay)},`;
  return change(leaf, what, 'in the file of leavers');
}

/** All accounts that came to somebody, or went, with the entry itself. */
function accountsSentence(leaf: Leaf, person: string): string {
  const { accounts } = (leaf.after ?? leaf.before) as {
    readonly accounts: Readonly<Record<string, unknown>>;
  };
  const names = Object.entries(accounts).flatMap(([service, own]) =>
    [own].flat().map((account) => `${shown(account)} at ${service}`),
  );
  return `${names.join(', ')} ${leaf.after === undefined ? 'no longer counts' : 'now counts'} as ${person}’s.`;
}

function controlSentence(leaf: Leaf): string {
  const [, control = '', field = '', ...rest] = leaf.names;
  if (field === '') return change(leaf, `The control ${control}`, 'known to this version of Exhibit');
  if (field === 'version')
    return `${control} is judged by version ${shown(leaf.after)} of its rule, and was by version ${shown(leaf.before)}.`;
  if (field === 'off' && leaf.before === null) return `${control} was turned off: ${shown(leaf.after)}`;
  if (field === 'off' && leaf.after === null) return `${control} was turned on.`;
  if (field === 'off') return `The reason why ${control} is off is “${shown(leaf.after)}” now.`;
  const name = rest.length > 0 ? rest.join(', ') : 'The parameters';
  return `${name} of ${control} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`;
}

function change({ after }: Leaf, who: string, what: string): string {
  return after === undefined ? `${who} is no longer ${what}.` : `${who} is now ${what}.`;
}

function plain(leaf: Leaf): string {
  return `${leaf.names.join(', ')} is ${shown(leaf.after)} now, and was ${shown(leaf.before)}.`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'not set';
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return listNames(value);
  return typeof value === 'string' ? value : canonicalText(value);
}
