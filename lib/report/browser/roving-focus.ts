/**
 * Keys in a grid, as the ARIA practices have them: one link of it is in the order of Tab, and the arrows move to others.
 */
export function rove(grid: HTMLElement): void {
  const rows = [...grid.querySelectorAll('[role="row"]')]
    .map((row) => [...row.querySelectorAll('a')])
    .filter((row) => row.length > 0);
  // The corner holds no link, so a row of links may be one shorter: columns are counted from the right.
  const widest = Math.max(0, ...rows.map((row) => row.length));
  const place = (link: Element): [number, number] => {
    const at = rows.findIndex((row) => row.includes(link as HTMLAnchorElement));
    const row = rows[at] ?? [];
    return [at, widest - row.length + row.indexOf(link as HTMLAnchorElement)];
  };
  const focus = (at: number, column: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, at))] ?? [];
    const next = row[Math.min(row.length - 1, Math.max(0, column - (widest - row.length)))];
    if (!next) return;
    for (const link of grid.querySelectorAll('a[tabindex="0"]')) link.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  };
  rows[1]?.[1]?.setAttribute('tabindex', '0');
  grid.addEventListener('keydown', (event) => {
    const link = (event.target as Element).closest('a');
    if (!link || event.altKey || event.metaKey) return;
    const [at, column] = place(link);
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowRight: [at, column + 1],
      ArrowLeft: [at, column - 1],
      ArrowDown: [at + 1, column],
      ArrowUp: [at - 1, column],
      Home: [event.ctrlKey ? 0 : at, 0],
      End: [event.ctrlKey ? rows.length - 1 : at, widest],
      PageDown: [rows.length - 1, column],
      PageUp: [0, column],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    focus(...step);
  });
  grid.addEventListener('focusin', (event) => {
    for (const link of grid.querySelectorAll('a[tabindex="0"]')) link.setAttribute('tabindex', '-1');
    (event.target as Element).closest('a')?.setAttribute('tabindex', '0');
  });
}
