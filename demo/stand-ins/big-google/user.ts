/** Units of the large company; people are spread over them. */
export const unitPaths = ['/', '/Depots', '/Offices', '/Shops', '/Support'] as const;

/** One person in fifty is an exception: enforcement does not reach them. */
const everyNth = 50;

/** The user at an index. Addresses ascend with the index, so pages come sorted. */
export function bigUser(index: number): object {
  const number = String(index).padStart(8, '0');
  const exception = index % everyNth === everyNth - 1;
  return {
    kind: 'admin#directory#user',
    id: `1000000000000${number}`,
    primaryEmail: `person-${number}@big.example`,
    name: { givenName: 'Person', familyName: number, fullName: `Person ${number}` },
    isAdmin: index < 3,
    isDelegatedAdmin: false,
    lastLoginTime: '2026-11-20T08:00:00.000Z',
    creationTime: '2024-03-01T09:00:00.000Z',
    agreedToTerms: true,
    suspended: false,
    archived: false,
    customerId: 'C0big',
    orgUnitPath: unitPaths[index % unitPaths.length],
    isMailboxSetup: true,
    isEnrolledIn2Sv: !exception,
    isEnforcedIn2Sv: !exception,
  };
}
