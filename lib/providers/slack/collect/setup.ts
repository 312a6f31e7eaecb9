import type { ProviderSetup } from '../../provider.ts';
import { scopes } from './scopes.ts';

export const setup: ProviderSetup = {
  example: `  - id: slack
    provider: slack
    credentials: env:SLACK_TOKEN          # an admin's user token (xoxp-…): env:NAME, file:PATH or secret:NAME
    # team: T0123456789                   # the workspace; only for a token of a whole Enterprise organization
`,
  scopes,
  steps: [
    'As an admin or owner of the workspace, create an app for it at api.slack.com/apps, from scratch.',
    `Under OAuth & Permissions, add these User Token Scopes, and no Bot Token Scopes: ${scopes.join(', ')}. Leave token rotation off.`,
    'Install the app to the workspace and copy the User OAuth Token. Slack shows two-factor authentication to the user token of an admin or owner only; a bot token sees it for nobody, anybody else for themselves.',
    'The token acts as the person who installed the app: install it again when that person leaves.',
  ],
};
