/** The settings that npm's client starts from. Only this file of it is loaded: the whole is a megabyte. */
declare module 'npm-registry-fetch/lib/default-opts.js' {
  const defaults: {
    /** The public registry's address, with a trailing slash. */
    readonly registry: string;
  };
  export default defaults;
}
