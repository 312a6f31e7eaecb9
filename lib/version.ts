import about from '../package.json' with { type: 'json' };

/** The version of Exhibit that runs, as its package says. Imported, so that a bundle carries it along. */
export const version: string = about.version;
