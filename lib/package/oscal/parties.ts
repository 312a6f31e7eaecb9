import type { OscalContext } from './sources.ts';
import { line } from './terms.ts';

const roles = [
  { id: 'asset-owner', title: 'The company whose evidence this is' },
  { id: 'approver', title: 'Approved that a failure is accepted for a time' },
  { id: 'attestor', title: 'Attested what no provider answers' },
];

/** Roles, and who has them: the company, and everybody who decided or vouched for something. */
export function partiesOf({ id, model }: OscalContext): object {
  const people = new Set([
    ...model.waivers.map(({ approvedBy }) => approvedBy),
    ...model.attestations.map(({ by }) => by),
  ]);
  const uuids = (names: readonly string[]): string[] =>
    [...new Set(names)].sort().map((one) => id('party', one));
  const responsible = [
    { 'role-id': 'asset-owner', 'party-uuids': [id('organization')] },
    { 'role-id': 'approver', 'party-uuids': uuids(model.waivers.map(({ approvedBy }) => approvedBy)) },
    { 'role-id': 'attestor', 'party-uuids': uuids(model.attestations.map(({ by }) => by)) },
  ];
  return {
    roles,
    parties: [
      { uuid: id('organization'), type: 'organization', name: line(model.organization) },
      ...[...people].sort().map((name) => ({ uuid: id('party', name), type: 'person', name: line(name) })),
    ],
    'responsible-parties': responsible.filter((one) => one['party-uuids'].length > 0),
  };
}

/** Whether somebody is among them: a rule of a provider itself is nobody's decision. */
export function isParty({ model }: OscalContext, name: string): boolean {
  return model.waivers.some(({ approvedBy }) => approvedBy === name);
}
