/** What desktops, file managers and editors leave in a folder that somebody looked at, by the name of the file. */
const leftovers: readonly (readonly [name: RegExp, whose: string])[] = [
  [
    /^(\._.+|\.DS_Store|__MACOSX|Icon\r|\.(localized|apdisk|fseventsd|Trashes|TemporaryItems|Spotlight-V100))$/,
    'macOS',
  ],
  [/^(Thumbs\.db|ehthumbs(_vista)?\.db|desktop\.ini|\$RECYCLE\.BIN|System Volume Information)$/i, 'Windows'],
  [/^(\.directory|\.Trash-\d+|lost\+found|\.nfs[0-9a-f]+)$/, 'Linux'],
  [/^(~\$.+|\.~lock\..+#)$/, 'the office program in which a file is open'],
  [/^(.+~|\..+\.sw[a-p]|#.+#)$/, 'an editor'],
];

/** What to say of a file that nothing was said of, where its name shows who left it; null where it shows nothing. */
export function leftBehind(path: string): string | null {
  for (const part of path.split('/')) {
    const whose = leftovers.find(([name]) => name.test(part))?.[1];
    if (whose !== undefined)
      return `Its name says that ${whose} left it here. It was not sealed, and nothing reads it: delete it.`;
  }
  return null;
}
