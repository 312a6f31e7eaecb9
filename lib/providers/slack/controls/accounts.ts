import { type SlackUser, slackStateOf } from '../../../evidence/datasets/slack.ts';
import { normalAddress } from '../../../judging/people/address.ts';

/**
 * Whether a Slack account is a person's of this workspace and active: neither deactivated nor a bot nor invited only, nor of
 * another workspace. Guests are people. Null when Slack does not say enough.
 */
export function isActivePerson(user: SlackUser): boolean | null {
  const state = slackStateOf(user);
  return state === 'active' ? true : state === 'state-unknown' ? null : false;
}

/** What findings call an account: its address in comparable form, or its id where Slack shows none. */
export function subjectOf({ email, id }: SlackUser): string {
  return normalAddress(email ?? '') || id;
}

/** The controls of Slack apply wherever it is connected. */
export function slackApplies(connected: readonly string[]): string | null {
  return connected.includes('slack') ? null : 'No Slack workspace is connected.';
}
