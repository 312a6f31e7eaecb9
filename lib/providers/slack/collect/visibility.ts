import { type SlackUser, slackStateOf } from '../../../evidence/datasets/slack.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { TokenOwner } from './schema.ts';
import { emailScope } from './scopes.ts';

/** Notices which fields Slack keeps from this token, by whether it shows them for anybody. */
export interface Visibility {
  see(user: SlackUser): void;
  /** Whether there was an active person beside the one who asks. */
  sawOthers(): boolean;
  /** That there is nobody, or one for each field that was shown for no active person. Only right when everybody was seen. */
  problems(): readonly Problem[];
}

interface Seen {
  people: number;
  factors: number;
  emails: number;
}

/**
 * `owner` is whose token it is: Slack shows that one’s own two-factor authentication whatever
 * their role, so it says nothing of the others’.
 */
export function visibility(owner: TokenOwner): Visibility {
  const own: Seen = { people: 0, factors: 0, emails: 0 };
  const others: Seen = { people: 0, factors: 0, emails: 0 };
  return {
    see(user) {
      if (!maySignIn(user)) return;
      const seen = user.id === owner.id ? own : others;
      seen.people += 1;
      if (user.has2fa !== null) seen.factors += 1;
      if (user.email !== null) seen.emails += 1;
    },
    sawOthers: () => others.people > 0,
    problems() {
      const people = own.people + others.people;
      const seen = others.people > 0 ? others : own;
      if (people === 0) return [noPeople];
      const found: Problem[] = [];
      if (seen.factors === 0) found.push(noFactors(people, own.factors > 0, owner.isBot));
      if (seen.emails === 0) found.push(noEmails(people));
      return found;
    },
  };
}

/** Strangers, invitations, bots and the deactivated are shown with less whoever asks. */
function maySignIn(user: SlackUser): boolean {
  const state = slackStateOf(user);
  return state === 'active' || state === 'state-unknown';
}

/** A workspace has a primary owner. */
const noPeople: Problem = {
  code: 'not-visible',
  message:
    'Slack lists no active person, and every workspace has an owner. Check which workspace the token belongs to, and that it is a person’s.',
};

function noFactors(people: number, exceptOwn: boolean, isBot: boolean): Problem {
  const nobody = exceptOwn ? 'only the person who asks,' : 'none';
  const kind = isBot ? ' This is a bot token.' : '';
  return {
    code: 'not-visible',
    message: `Slack shows two-factor authentication for ${nobody} of ${people} active people: it shows it only to the user token of an admin or owner.${kind} Install the app as an admin, and use its User OAuth Token (xoxp-…).`,
  };
}

function noEmails(people: number): Problem {
  return {
    code: 'not-visible',
    message: `Slack shows the e-mail address of none of ${people} active people: give the app the user scope ${emailScope} and install it again.`,
  };
}
