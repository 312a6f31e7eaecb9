import type { TerraformMember, TerraformWorld } from '../../../../demo/stand-ins/hcp-terraform/world.ts';
import { startTerraform } from '../../../../demo/stand-ins/hcp-terraform.ts';
import { counted, crew, mail, tried } from '../declared.ts';

const members: readonly TerraformMember[] = crew(105).map((name) => ({
  id: `ou-${name}`,
  email: mail(name),
  user: { id: `user-${name}`, 'two-factor': { enabled: true, verified: true } },
}));

const world: TerraformWorld = {
  organization: { name: 'acme', 'collaborator-auth-policy': 'two_factor_mandatory' },
  members: [...members, { id: 'ou-invited', email: mail('invited'), user: null }],
};

export const hcpTerraform = tried({
  connection: 'hcp-terraform',
  alone: {
    keys: { organization: 'acme' },
    people: [...crew(105), 'invited'].flatMap((name) => [`ou-${name}`, `user-${name}`, mail(name)]),
    async start(now) {
      const standIn = await startTerraform(() => world, { now });
      return { standIn, credential: standIn.token() };
    },
  },
  organization: { path: /\/organizations\/acme$/, field: 'collaborator-auth-policy' },
  members: {
    path: /\/organization-memberships$/,
    pages: 100,
    field: 'two-factor',
    next: { because: 'HCP Terraform numbers its pages, and its links are not followed.' },
    instead: {
      'an empty page before the last': {
        ends: 'partial truncated',
        because: 'Pages are numbered, so that whoever was on it is lost; the total says that there are more.',
      },
      'a list with nobody on it': counted['a list with nobody on it'],
    },
  },
});
