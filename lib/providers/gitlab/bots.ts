import type { Raw } from '../../declared/fields.ts';

/** The name that GitLab gives to the bot of a token of a group or project. */
const tokenBot = /^(?:group|project)_\d+_bot_[0-9a-f]{16,}$/;

/** Whether an account is a bot: accounts say it, members show it by their name alone. */
export function isBot({ bot, username }: Raw): boolean | null {
  if (typeof bot === 'boolean') return bot;
  if (bot !== undefined && bot !== null) return null;
  return typeof username === 'string' ? tokenBot.test(username) : null;
}
