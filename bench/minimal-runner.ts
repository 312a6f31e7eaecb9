/**
 * The least that a check of Google's second factor takes: fetch all users, parse, judge, keep nothing and prove nothing.
 * `minimal-runner.ts <url>` prints how many pass and fail. It shares no code with Exhibit, so that nothing of Exhibit's is
 * measured with it.
 */
interface User {
  readonly primaryEmail: string;
  readonly suspended?: boolean;
  readonly isEnrolledIn2Sv?: boolean;
  readonly isEnforcedIn2Sv?: boolean;
}

const [url = ''] = process.argv.slice(2);
const users: User[] = [];
let token: string | undefined;
do {
  const query = new URLSearchParams({ customer: 'my_customer', maxResults: '500', orderBy: 'email' });
  if (token !== undefined) query.set('pageToken', token);
  const answer = await fetch(`${url}/admin/directory/v1/users?${query}`, {
    headers: { authorization: 'Bearer minimal' },
  });
  const page = (await answer.json()) as { users?: User[]; nextPageToken?: string };
  users.push(...(page.users ?? []));
  token = page.nextPageToken;
} while (token !== undefined);
const active = users.filter(({ suspended }) => suspended !== true);
const pass = active.filter(({ isEnforcedIn2Sv, isEnrolledIn2Sv }) => isEnforcedIn2Sv && isEnrolledIn2Sv);
process.stdout.write(`${pass.length} pass, ${active.length - pass.length} fail\n`);
