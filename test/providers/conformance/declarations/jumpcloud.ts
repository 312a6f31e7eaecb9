import type { JumpCloudWorld } from '../../../../demo/stand-ins/jumpcloud/world.ts';
import { startJumpCloud } from '../../../../demo/stand-ins/jumpcloud.ts';
import { answered } from '../declaration.ts';
import { counted, crew, mail, tried } from '../declared.ts';

const world: JumpCloudWorld = {
  policies: crew(105).map((name) => ({ id: `p${name}` })),
  users: crew(105).map((name) => ({
    _id: `u${name}`,
    email: mail(name),
    enable_user_portal_multifactor: true,
    mfa: { configured: true, exclusion: false },
    mfaEnrollment: { overallStatus: 'ENROLLED', webAuthnStatus: 'ENROLLED' },
  })),
};

export const jumpcloud = tried({
  connection: 'jumpcloud',
  alone: {
    keys: {},
    people: crew(105).flatMap((name) => [`u${name}`, mail(name), name]),
    async start(now) {
      const standIn = await startJumpCloud(() => world, { now });
      return { standIn, credential: standIn.apiKey() };
    },
  },
  organization: null,
  members: {
    path: /\/systemusers$/,
    pages: 100,
    field: 'overallStatus',
    next: { because: 'JumpCloud is told how many to pass over, and names no page.' },
    instead: counted,
  },
  more: {
    'policies of conditional access': {
      feeds: ['policies'],
      spoil: answered('jumpcloud', { path: /\/authn\/policies$/ }),
      pages: 100,
      nobody: { ends: 'complete' },
      field: {
        name: 'required',
        missing: { ends: 'complete', bars: ['jumpcloud.mfa-enforced'] },
        null: { ends: 'complete', bars: ['jumpcloud.mfa-enforced'] },
      },
      next: { because: 'JumpCloud is told how many to pass over, and names no page.' },
      instead: counted,
    },
  },
});
