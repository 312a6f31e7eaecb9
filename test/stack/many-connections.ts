import { changed } from './made-stack.ts';

/** What a connection of each provider is told, besides its id and credentials. */
const settings: Readonly<Record<string, (at: number) => string>> = {
  github: (at) => `, org: fathom-${at}`,
  npm: (at) => `, org: fathom-${at}`,
  dns: (at) => `, domains: [fathom-${at}.example]`,
  slack: () => '',
  cloudflare: (at) => `, account: "${at.toString(16).padStart(32, '0')}"`,
  fastly: (at) => `, customer: customer${at}`,
  'google-workspace': (at) => `, subject: admin@fathom-${at}.example`,
};

/** The example's configuration with so many connections in all, of seven providers. */
export function manyConnections(length: number): string {
  const providers = Object.entries(settings);
  const ofTheExample = 6;
  const lines = Array.from({ length: length - ofTheExample }, (_, at) => {
    const [provider, more] = providers[at % providers.length] ?? ['', () => ''];
    const id = `${provider}-${at}`;
    const secret = provider === 'dns' ? '' : `, credentials: "secret:exhibit/${id}"`;
    return `  - { id: ${id}, provider: ${provider}${secret}${more(at)} }\n`;
  });
  return changed('people:\n', `${lines.join('')}people:\n`);
}
