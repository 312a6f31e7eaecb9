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
  sourcemap: true,
  sourcesContent: false,
  /** Packages in CommonJS ask for Node's own modules by `require`, which ES modules do not have. */
  banner: {
    js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
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
    // Its core is 10 MB of WebAssembly beside the code: the function that needs it carries the package along whole.
    '@1password/sdk',
  ],
} as const;

/** The packages that a function's folder holds beside its bundle, as they are in `node_modules`. */
export const packagesBeside: Readonly<Record<string, readonly string[]>> = {
  'collect/onepassword': ['@1password/sdk', '@1password/sdk-core'],
};
