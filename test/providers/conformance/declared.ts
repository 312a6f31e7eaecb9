import { type Alone, answered, type Declaration, noList, type Question } from './declaration.ts';

/** People beyond number, by name. */
export function crew(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `hand${String(index).padStart(4, '0')}`);
}

export const mail = (name: string): string => `${name}@acme.example`;

/** What is to be said of a provider that is declared: the rest follows from how all of them are read. */
export interface Tried {
  /** The provider's id. */
  readonly connection: string;
  readonly alone: Alone;
  /** The setting's question, and a field that is `hidden` where it is missing; null where there is none. */
  readonly organization: { readonly path: RegExp; readonly field: string } | null;
  readonly members: {
    readonly path: RegExp;
    /** How many are on the first page, or why there is one page alone. */
    readonly pages: Question['pages'];
    /** A field that is `hidden` where it is missing. */
    readonly field: string;
    readonly next: Question['next'];
    readonly instead: NonNullable<Question['instead']>;
  };
  /** Questions besides, such as that for a token. */
  readonly more?: Readonly<Record<string, Question>>;
}

/** What differs where pages are numbered up to a total: one without people is not the end, and the total is believed. */
export const counted = {
  'an empty page before the last': {
    ends: 'failed truncated',
    because:
      'Pages are numbered, so that an empty one cannot be told from the end, and the total says that there are more.',
  },
  'a list with nobody on it': {
    ends: 'failed truncated',
    because: 'The total still counts those who are not on the page.',
  },
} as const satisfies Tried['members']['instead'];

const hidden = { ends: 'partial not-visible' } as const;

/** The table's declaration of a provider that is declared. */
export function tried({ alone, connection, members, organization, more = {} }: Tried): Declaration {
  const { field, instead, next, pages, path } = members;
  const setting = organization && {
    'the organization': {
      feeds: ['organization'],
      spoil: answered(connection, { path: organization.path }),
      ...noList('An organization'),
      field: { name: organization.field, missing: hidden, null: hidden },
    } satisfies Question,
  };
  return {
    connection,
    alone,
    questions: {
      ...setting,
      members: {
        feeds: ['members'],
        spoil: answered(connection, { path }),
        pages,
        nobody: { ends: 'failed not-visible' },
        field: { name: field, missing: hidden, null: hidden },
        next,
        instead,
      },
      ...more,
    },
  };
}
