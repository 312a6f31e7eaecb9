import type { SlackUser } from '../../../evidence/datasets/slack.ts';
import { normalAddress } from '../../../judging/people/address.ts';

/**
 * Whether a Slack account is a person's and active: neither deactivated nor a bot. Guests are people. Null when Slack
 * does not say enough.
 */
export function isActivePerson({ deleted, isBot }: SlackUser): boolean | null {
  if (deleted === true || isBot === true) return false;
  return deleted === false && isBot === false ? true : null;
}

/** What findings call an account: its address in comparable form, or its id where Slack shows none. */
export function subjectOf({ email, id }: SlackUser): string {
  return normalAddress(email ?? '') || id;
}

/** The controls of Slack apply wherever it is connected. */
export function slackApplies(connected: readonly string[]): string | null {
  return connected.includes('slack') ? null : 'No Slack workspace is connected.';
}
