import type { LoggedActivity } from '../stand-ins/google/world.ts';
import { googleUserId } from './directory.ts';
import { addressOf, numberFor } from './identifiers.ts';
import { before } from './nights.ts';
import { type Person, people } from './people.ts';

/** A service that the company has in its register. */
interface Registered {
  readonly name: string;
  readonly domain: string;
  readonly signIn: 'google' | 'saml' | 'password' | 'none';
  readonly connection?: string;
  readonly vault?: string;
  readonly twoFactor?: { readonly offered: boolean; readonly note: string };
  /** Google's client of it, and who of the company uses it: everybody whose unit begins so. */
  readonly client?: string;
  readonly usedIn?: string;
  readonly scopes?: readonly string[];
}

const owner = addressOf('Adaeze Nwosu');
const signingIn = [
  'openid',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/userinfo.profile',
];
const calendar = 'https://www.googleapis.com/auth/calendar.readonly';
const client = (name: string) => `${name}.apps.googleusercontent.com`;

const registered: readonly Registered[] = [
  { name: 'Google Workspace', domain: 'google.com', signIn: 'google', connection: 'google' },
  { name: '1Password', domain: '1password.com', signIn: 'google', connection: 'onepassword' },
  { name: 'Bitwarden', domain: 'bitwarden.com', signIn: 'google', connection: 'bitwarden' },
  { name: 'GitHub', domain: 'github.com', signIn: 'password', connection: 'github' },
  { name: 'Slack', domain: 'slack.com', signIn: 'google', connection: 'slack' },
  { name: 'npm', domain: 'npm.example', signIn: 'password', connection: 'npm', vault: 'npm publishing' },
  { name: 'AWS', domain: 'aws.amazon.com', signIn: 'password', connection: 'aws' },
  { name: 'Cloudflare', domain: 'cloudflare.com', signIn: 'password', connection: 'cloudflare' },
  { name: 'Sentry', domain: 'sentry.io', signIn: 'password', connection: 'sentry' },
  { name: 'Datadog', domain: 'datadoghq.com', signIn: 'password', connection: 'datadog' },
  { name: 'Atlassian', domain: 'atlassian.com', signIn: 'password', connection: 'atlassian' },
  { name: 'Zoom', domain: 'zoom.us', signIn: 'password', connection: 'zoom' },
  {
    name: 'Tidetable',
    domain: 'tidetable.example',
    signIn: 'google',
    client: client('tidetable'),
    usedIn: '/Crew/Bridge',
    scopes: [calendar],
  },
  {
    name: 'Planboard',
    domain: 'planboard.example',
    signIn: 'google',
    client: client('planboard'),
    usedIn: '/Office',
  },
  {
    name: 'Inkwell',
    domain: 'inkwell.example',
    signIn: 'google',
    client: client('inkwell'),
    usedIn: '/Office/Engineering',
  },
  {
    name: 'Deckhand',
    domain: 'deckhand.example',
    signIn: 'google',
    client: client('deckhand'),
    usedIn: '/Crew/Deck',
  },
  {
    name: 'Galley',
    domain: 'galley.example',
    signIn: 'google',
    client: client('galley'),
    usedIn: '/Crew/Service',
  },
  { name: 'Ledgerline', domain: 'ledgerline.example', signIn: 'saml', usedIn: '/Office/Finance' },
  { name: 'Errorwatch', domain: 'errorwatch.example', signIn: 'saml', usedIn: '/Office/Engineering' },
  {
    name: 'Payslip',
    domain: 'payslip.example',
    signIn: 'google',
    client: client('payslip'),
    usedIn: '/Office/Finance',
  },
  {
    name: 'Surveyor',
    domain: 'surveyor.example',
    signIn: 'google',
    client: client('surveyor'),
    usedIn: '/Office',
  },
  {
    name: 'Harbour portal',
    domain: 'portal.harbour.example',
    signIn: 'password',
    vault: 'Booking platform',
    twoFactor: { offered: false, note: 'The harbour offers none, by its letter of 2026-03-12' },
  },
  { name: 'Stockphoto', domain: 'stockphoto.example', signIn: 'password', vault: 'Social media' },
  { name: 'Weather feed', domain: 'weatherfeed.example', signIn: 'none' },
];

/** The register as the configuration lists it. Stockphoto is the one that somebody attested. */
export const registerEntries: readonly object[] = [
  ...registered.map(({ client: id, scopes: _, usedIn: __, ...service }) => ({
    ...service,
    owner,
    ...(id ? { clientIds: [id] } : {}),
  })),
  {
    name: 'Old wiki',
    domain: 'wiki.fathom.example',
    signIn: 'google',
    owner,
    clientIds: [client('oldwiki')],
    ignore: { reason: 'Read-only archive, taken down in spring', approvedBy: owner, expires: '2027-03-31' },
  },
];

/** What nobody put into the register: one is there from the first night on, the other comes during the story. */
const strangers = [
  {
    name: 'PDF Helper',
    client: client('pdfhelper'),
    who: 'Yara Sleiman',
    night: 1,
    scopes: ['https://www.googleapis.com/auth/drive'],
  },
  {
    name: 'Minutes AI',
    client: client('minutes'),
    who: 'Milan Okonjo',
    night: 15,
    scopes: ['https://mail.google.com/', calendar],
  },
] as const;

let numbers = 0;

/** What stands in Google's logs by the end of the story; the stand-in shows what has happened by its clock. */
export const activities: readonly LoggedActivity[] = [
  ...registered.flatMap((service) =>
    service.usedIn ? usersOf(service).map((one) => used(service, one)) : [],
  ),
  ...usersOf({ usedIn: '/Office' })
    .slice(0, 3)
    .map((who) => grant('Old wiki', client('oldwiki'), signingIn, who, before(1, 900))),
  ...strangers.map(({ client: id, name, night, scopes, who }) =>
    grant(name, id, [...signingIn, ...scopes], personOf(who), before(night, 14)),
  ),
];

function personOf(name: string): Person {
  const found = people.find((person) => person.name === name);
  if (!found) throw new Error(`Nobody at the company is called ${name}.`);
  return found;
}

/** Those who were there before the story began and have not left by its end. */
function usersOf({ usedIn = '' }: Pick<Registered, 'usedIn'>): readonly Person[] {
  return people.filter(
    ({ archived, since, suspendedFrom, unit }) =>
      unit.startsWith(usedIn) && since < before(1, 24 * 90) && suspendedFrom === null && !archived,
  );
}

function used({ client: id, name, scopes = [] }: Registered, who: Person): LoggedActivity {
  const at = before(1, 24 * (5 + numberFor(`${name} ${who.name}`, 80)));
  if (id) return grant(name, id, [...signingIn, ...scopes], who, at);
  const parameters = { orgunit_path: who.unit, initiated_by: 'sp', application_name: name };
  return { ...entryOf(who, at), application: 'saml', name: 'login_success', parameters };
}

function grant(name: string, id: string, scope: readonly string[], who: Person, at: number): LoggedActivity {
  const parameters = { client_id: id, app_name: name, client_type: 'WEB', scope };
  return { ...entryOf(who, at), application: 'token', name: 'authorize', parameters };
}

function entryOf(who: Person, at: number): Pick<LoggedActivity, 'at' | 'id' | 'who'> {
  numbers += 1;
  return { at, id: `-${7_000_000_000 + numbers}`, who: { id: googleUserId(who), email: who.email } };
}
