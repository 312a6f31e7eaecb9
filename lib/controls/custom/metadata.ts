import type { Control, OwnControl } from '../../judging/control.ts';

type Written = Pick<OwnControl, 'id' | 'title' | 'meaning' | 'fix' | 'must'>;

/** What a company's own control says of itself, where its author left something out. */
export function ownMetadata({
  id,
  title,
  meaning,
  fix,
  must,
}: Written): Pick<Control, 'id' | 'title' | 'meaning' | 'fix'> {
  return {
    id,
    title,
    meaning: meaning ?? title,
    fix: fix ?? `Make this hold, or waive it for a time: ${must}`,
  };
}
