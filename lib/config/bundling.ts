/**
 * How the functions are bundled with esbuild; for the stack, the tests and the benchmark alike. Packages are taken in
 * their ES form, so that what nobody calls is left out.
 */
export const bundling = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  charset: 'utf8',
  sourcemap: true,
  sourcesContent: false,
  /** Packages in CommonJS expect what ES modules do not have; 1Password's finds its core beside the bundle by it. */
  banner: {
    js: [
      "import{createRequire as __r}from'node:module'",
      "import{dirname as __d}from'node:path'",
      "import{fileURLToPath as __f}from'node:url'",
      'const require=__r(import.meta.url),__filename=__f(import.meta.url),__dirname=__d(__filename);',
    ].join(';'),
  },
  /** Left out of every bundle, because nothing loads it in a function. */
  external: [
    // A function has its role's credentials in the environment; these ask elsewhere for some.
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-login',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    // Google's library takes it when nobody gives it a fetch, and ours always is.
    'node-fetch',
  ],
} as const;
