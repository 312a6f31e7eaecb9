import { readPages } from '../../../http/pages.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { addressAt, nextPage } from './links.ts';
import { get, listIn, type Page, query, type Requests } from './requests.ts';

/** A document's place. Without a `ref` (a branch or a commit), the default branch. */
export interface DocumentPlace {
  /** Where GitHub is asked. */
  readonly base: string;
  /** `owner/name` */
  readonly repository: string;
  readonly path: string;
  readonly ref: string | null;
}

/** What lies at a place in a repository. */
export function* requestContent({ base, path, ref, repository }: DocumentPlace): Requests<unknown> {
  const address = `${base}/repos/${repository}/contents/${path.split('/').map(encodeURIComponent).join('/')}`;
  const url = ref === null ? address : `${address}?${query({ ref })}`;
  return (yield* get(url, `${repository}/${path}`)).body;
}

/** The newest commit that touches a place, alone in a list; none where none ever did. */
export function* requestLastCommit(place: DocumentPlace): Requests<readonly unknown[]> {
  const { base, path, ref, repository } = place;
  const where = `The last commit of ${repository}/${path}`;
  const parameters = query({ path, per_page: 1, ...(ref === null ? {} : { sha: ref }) });
  // The next page would be the commit before it.
  return listIn((yield* get(`${base}/repos/${repository}/commits?${parameters}`, where)).body, where);
}

/** The files that a commit changed, at most 300 on a page. */
export function requestChanges(
  { base, repository }: Pick<DocumentPlace, 'base' | 'repository'>,
  sha: string,
  take: (page: Page & { readonly commit: unknown }) => Requests<unknown>,
): Reading<never, ProviderRequest> {
  const where = `The commit ${sha} of ${repository}`;
  const first = `${base}/repos/${repository}/commits/${encodeURIComponent(sha)}`;
  return readPages(
    function* (url = first) {
      const { body, link } = yield* get(url, where);
      const next = nextPage(link, where);
      const items = listIn((body as { files?: unknown } | null)?.files, where);
      return { commit: body, items, next: next === null ? null : addressAt(base, next, where) };
    },
    { next: (page) => page.next, items: (page) => page.items },
    take,
  );
}
