import { parseDocument } from 'yaml';
import { leaversAt, leaversFile } from './leavers.ts';
import { personNamed } from './people.ts';

/** Somebody whom the company names for a vault during the story: its standard is another from that night on. */
interface Naming {
  readonly night: number;
  readonly vault: string;
  readonly person: string;
}

/** Tobias was given the vault the day before, without being named for it. */
const namings: readonly Naming[] = [{ night: 29, vault: 'Bridge systems', person: 'Tobias Lund' }];

/** The configuration's text as it is on a night; the same text where nothing was changed of it. */
export function configurationTextAt(text: string, night: number): string {
  const edited = parseDocument(text);
  let isChanged = false;
  if (leaversAt(night) !== null && edited.getIn(['people', 'leavers']) === undefined) {
    edited.setIn(['people', 'leavers'], leaversFile);
    isChanged = true;
  }
  for (const naming of namings.filter((one) => one.night <= night)) {
    const { vaults } = edited.toJS() as { readonly vaults: readonly { name: string; members: string[] }[] };
    const at = vaults.findIndex(({ name }) => name === naming.vault);
    const address = personNamed(naming.person).email.toLowerCase();
    const members = vaults[at]?.members ?? [];
    if (at < 0 || members.includes(address)) continue;
    edited.setIn(['vaults', at, 'members'], edited.createNode([...members, address].toSorted()));
    isChanged = true;
  }
  return isChanged ? edited.toString() : text;
}
