import { version } from '../version.ts';

/** How Exhibit introduces itself to whoever is asked (RFC 9110, `User-Agent`), and to libraries that ask for it in parts. */
export const product = { name: 'Exhibit', version } as const;
export const userAgent = `${product.name}/${product.version}`;
