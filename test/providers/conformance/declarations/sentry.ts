import type { SentryMember, SentryWorld } from '../../../../demo/stand-ins/sentry/world.ts';
import { startSentry } from '../../../../demo/stand-ins/sentry.ts';
import { crew, mail, tried } from '../declared.ts';

const members: readonly SentryMember[] = crew(105).map((name, index) => ({
  id: `m${name}`,
  email: mail(name),
  user: { id: `u${name}`, has2fa: true, lastActive: '2026-11-01T10:00:00Z' },
  orgRole: index === 0 ? 'owner' : 'member',
}));

const world: SentryWorld = {
  organization: { slug: 'acme', name: 'Acme', require2FA: true },
  members: [...members, { id: 'minvited', email: mail('invited'), user: null }],
};

export const sentry = tried({
  connection: 'sentry',
  alone: {
    keys: { org: 'acme' },
    people: [...crew(105), 'invited'].flatMap((name) => [`m${name}`, `u${name}`, mail(name)]),
    async start(now) {
      const standIn = await startSentry(() => world, { now });
      return { standIn, credential: standIn.token() };
    },
  },
  organization: { path: /^\/api\/0\/organizations\/acme\/$/, field: 'require2FA' },
  members: { path: /members\/$/, pages: 100, field: 'has2fa', next: 'address', instead: {} },
});
