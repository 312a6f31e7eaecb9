/** Loaded when asked for: most runs read their secrets from elsewhere. Bundles take `secrets-sdk-now.ts` instead. */
export const loadSecretsSdk = (): Promise<typeof import('./secrets-sdk.ts')> => import('./secrets-sdk.ts');
