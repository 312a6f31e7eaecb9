import { describe, expect, test } from '@jest/globals';
import { leftBehind } from '../../lib/seal/verify/left-behind.ts';
import { problem } from '../../lib/seal/verify/result.ts';

describe('A file that no seal speaks of is told with who left it', () => {
  test.each([
    ['.DS_Store', 'macOS'],
    ['runs/2026-11-23T02-00-00Z/.DS_Store', 'macOS'],
    ['runs/2026-11-23T02-00-00Z/._findings.json', 'macOS'],
    ['__MACOSX/runs/._findings.json', 'macOS'],
    ['.Spotlight-V100/Store-V2', 'macOS'],
    ['Thumbs.db', 'Windows'],
    ['tables/thumbs.DB', 'Windows'],
    ['tables/desktop.ini', 'Windows'],
    ['Desktop.ini', 'Windows'],
    ['$RECYCLE.BIN/x', 'Windows'],
    ['.directory', 'Linux'],
    ['tables/.nfs00000000001', 'Linux'],
    ['tables/~$nights.csv', 'office program'],
    ['tables/.~lock.nights.csv#', 'office program'],
    ['VERIFY.md~', 'editor'],
    ['.VERIFY.md.swp', 'editor'],
  ])('%s', (path, whose) => {
    expect(leftBehind(path)).toContain(whose);
    const { kind, message } = problem('unlisted', path, 'No seal covers this file.');
    expect([kind, message]).toEqual([
      'unlisted',
      expect.stringMatching(`^No seal covers.*${whose}.*delete it`),
    ]);
  });

  test.each(['findings.json', 'runs/x/DS_Store', 'tables/thumbs.csv', 'desktop.txt'])(
    'and %s with nothing',
    (path) => {
      expect(leftBehind(path)).toBeNull();
      expect(problem('unlisted', path, 'No seal covers this file.').message).toBe(
        'No seal covers this file.',
      );
    },
  );

  test('what was sealed and changed is that, whatever it is called', () => {
    expect(problem('modified', '.DS_Store', 'It was changed.').message).toBe('It was changed.');
  });
});
