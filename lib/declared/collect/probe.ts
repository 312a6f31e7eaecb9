import { memberCountOf, membersOf, organizationOf } from '../../evidence/datasets/declared.ts';
import { CollectError, type Problem } from '../../evidence/problem.ts';
import { enough } from '../../http/pages.ts';
import { result } from '../../providers/follow.ts';
import { probeDataset } from '../../providers/probe-dataset.ts';
import type { ProbeResult } from '../../providers/provider.ts';
import type { ProviderRequest, Reading } from '../../providers/reader.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import { connector, type Session } from './connect.ts';
import { placeOf, requestOrganization } from './read.ts';
import { listsOf, membersOn, readBeside, requestCount } from './read-list.ts';
import { type Place, requestList } from './requests.ts';
import { hiddenSettings, watchMembers } from './visibility.ts';

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probeDeclared(
  declaration: ProviderDeclaration,
  session: Session,
): Promise<readonly ProbeResult[]> {
  const { id, members, organization } = declaration;
  const place = placeOf(declaration, session);
  const connect = connector(declaration, session);
  const setting = () =>
    probeDataset(session, organizationOf(id), async (sink) =>
      result(probeOrganization(declaration, place), connect(sink)),
    );
  const counting = () =>
    probeDataset(session, memberCountOf(id), async (sink) =>
      result(probeCount(declaration, place), connect(sink)),
    );
  return [
    ...(organization ? [await setting()] : []),
    ...(members.count ? [await counting()] : []),
    await probeDataset(session, membersOf(id), async (sink) =>
      result(probeMembers(declaration, place), connect(sink)),
    ),
  ];
}

function* probeOrganization(
  declaration: ProviderDeclaration,
  place: Place,
): Reading<never, ProviderRequest, string> {
  const { one, raw } = yield* requestOrganization(declaration, place, []);
  refuse(hiddenSettings(one, raw, declaration));
  return `Whether ${one.name ?? one.id} requires two-factor authentication can be read.`;
}

function* probeCount(
  declaration: ProviderDeclaration,
  place: Place,
): Reading<never, ProviderRequest, string> {
  refuse((yield* requestCount(declaration, place)).problems);
  return 'Members are counted apart from their list.';
}

/** Reads the first page of each list, and on only until there is somebody of whom all is shown. */
function* probeMembers(
  declaration: ProviderDeclaration,
  place: Place,
): Reading<never, ProviderRequest, string> {
  const watch = watchMembers(declaration);
  const beside = yield* readBeside(declaration, place, 1);
  for (const list of listsOf(declaration, place.settings))
    yield* requestList<never>(place, list, function* (page) {
      // Of one person, what is asked of each besides is enough.
      const items = declaration.members.each ? page.items.slice(0, 1) : page.items;
      yield* membersOn({ ...page, items }, declaration, { ...place, beside, faults: [], watch });
      return watch.problems().length === 0 ? enough : null;
    });
  refuse(watch.problems());
  return 'Members can be read, with all that is judged of them.';
}

function refuse([problem]: readonly Problem[]): void {
  if (problem) throw new CollectError(problem.code, problem.message);
}
