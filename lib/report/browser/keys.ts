import { h } from './dom.ts';

const keys: readonly (readonly [key: string, what: string])[] = [
  ['/', 'Find a person, a vault, a control, a night or a number'],
  ['[', 'The former item: person, vault, control, dataset, night or test sheet'],
  [']', 'The next item'],
  ['?', 'This list'],
  ['Arrows', 'Move in Controls by nights'],
];

/** A list of the keys; none of them is needed. */
const list: HTMLDialogElement = h(
  'dialog',
  { class: 'keys', 'aria-labelledby': 'keys' },
  h('h2', { id: 'keys' }, 'Keys'),
  h(
    'dl',
    { class: 'facts' },
    ...keys.map(([key, what]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, what))),
  ),
  h('button', { type: 'button', on: { click: () => list.close() } }, 'Close'),
);

/** The page holds the list only while it is shown. */
function show(): void {
  document.body.append(list);
  list.showModal();
}
list.addEventListener('close', () => list.remove());

export function keysButton(): HTMLElement {
  return h('button', { type: 'button', class: 'quiet no-print', on: { click: show } }, 'Keys');
}

/** What each key does, where nobody is writing. */
const uses: Readonly<Record<string, () => void>> = {
  '/': () => document.getElementById('find')?.focus(),
  '[': () => document.querySelector<HTMLElement>('main a[rel="prev"]')?.click(),
  ']': () => document.querySelector<HTMLElement>('main a[rel="next"]')?.click(),
  '?': show,
};

export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    const { altKey, ctrlKey, key, metaKey, target } = event;
    const use = Object.hasOwn(uses, key) ? uses[key] : undefined;
    if (!use || altKey || ctrlKey || metaKey || list.open) return;
    if (target instanceof Element && target.closest('input, select, textarea')) return;
    event.preventDefault();
    use();
  });
}
